// The clipboard: text, and beside it the same as HTML where that says more.

/**
 * Put text on the clipboard, in the older way where the newer is missing or refused.
 *
 * @param {string} text
 * @param {string} [html]  The same with its italics and links, for programs that take them.
 * @returns {Promise<boolean>} Whether it is there.
 */
export async function putOnClipboard(text, html) {
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else {
      const plain = new Blob([text], { type: "text/plain" });
      const rich = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, "text/html": rich })]);
    }
    return true;
  } catch {
    return putNow(text, html);
  }
}

/**
 * Put text on the clipboard in the older way, which is done when it returns.
 *
 * @param {string} text
 * @param {string} [html]  As above.
 * @returns {boolean} Whether it is there.
 */
export function putNow(text, html) {
  let done = false;
  const put = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", put, true);
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", put, true);
  return copied && done;
}
