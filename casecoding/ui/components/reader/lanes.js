/** Lanes: overlapping marks stand beside each other, others share a lane. Pure. */

/** Return id -> lane, counted from 0, giving each mark the lowest lane that is free where it begins.
 * @param {{ id: string, start: number, end: number }[]} marks @returns {Map<string, number>} */
export function lanesOf(marks) {
  const ends = /** @type {number[]} */ ([]);
  const lanes = new Map();
  for (const mark of [...marks].sort(byPlace)) {
    const free = ends.findIndex((end) => end <= mark.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = mark.end;
    lanes.set(mark.id, lane);
  }
  return lanes;
}

/** Return the lowest lane that none of the marks that a mark overlaps stands in.
 * @param {{ start: number, end: number }} mark @param {{ id: string, start: number, end: number }[]} others
 * @param {Map<string, number>} lanes */
export function freeLane(mark, others, lanes) {
  const taken = new Set(others.filter((one) => one.start < mark.end && mark.start < one.end).map((one) => lanes.get(one.id)));
  let lane = 0;
  while (taken.has(lane)) lane += 1;
  return lane;
}

/** Longer marks first where two begin together, so that a lane does not depend on when a mark was made.
 * @param {{ id: string, start: number, end: number }} a @param {{ id: string, start: number, end: number }} b */
export function byPlace(a, b) {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);
}
