// Fonts that come when the reader has begun stay for the next page: lines do not move under the eye.

import { html } from "./page.js";

export function wireFonts() {
  // the faces of the text; those of other scripts, and those that nothing shown needs, may come when they are needed
  const decide = () =>
    html.classList.toggle(
      "vr-late",
      [...document.fonts].some(
        ({ family, weight, status, unicodeRange }) =>
          status == "loading" && weight == "400" && family.includes("Variorum") && /^U\+0+-/.test(unicodeRange),
      ),
    );
  // when the page has been seen for the first time
  requestAnimationFrame(() => setTimeout(decide));
}
