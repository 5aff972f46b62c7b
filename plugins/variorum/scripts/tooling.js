// The tools of which a page that is only read has no need.

/**
 * @param {import("./page.js").Page} page
 * @returns {Promise<typeof import("./tools.js") | undefined>} Nothing where they can't be had, which is said.
 */
export async function loadTools(page) {
  try {
    return await import(new URL("tools.js", import.meta.url).href);
  } catch {
    await page.say("tools-missing").catch(() => {});
  }
}
