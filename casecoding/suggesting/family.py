"""Words of one's own family: where they stand, people mostly speak of private things."""

_RELATIVES = """
    mor far søster bror kone datter søn svigermor svigerfar svoger svigerinde svigersøn svigerdatter nevø
    niece fætter kusine onkel tante moster faster farbror morbror mormor farmor morfar farfar bedstemor
    bedstefar oldemor storesøster lillesøster storebror lillebror stedfar stedmor kæreste veninde barnebarn
    børnebørn svigerforældre
"""
FAMILY = frozenset(form for word in _RELATIVES.split() for form in (word, word + "s"))
"""Forms that speak of someone: "mødre" and "sønner" may be groups that an initiative is for."""
