// What each page tells the browser: its language, and what it keeps from visit to visit.
// The words come with the element that asks for this script, so that no script need stand in the page itself.
"use strict";
{
  const { language, coder } = document.currentScript.dataset;
  document.documentElement.lang = language;
  const written = { "casecoding-coder": coder, "casecoding-language": language };
  for (const [name, value] of Object.entries(written)) {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; SameSite=Strict`;
  }
}
