// What the reader has chosen is there before the page is seen; what scripts hide is shown where they fail, as on a page
// that was opened from a file. `no-js` is Material's own, and goes as its script would let it go, later.
(html => {
  if (location.protocol == "file:") return;
  html.classList.replace("no-js", "js");
  html.classList.add("vr-js");
  onload = () => html.dataset.vrOn ?? html.classList.remove("vr-js");
  let chosen;
  try { chosen = JSON.parse(localStorage.variorum) } catch {}
  const { view, scheme, contrast, size } = chosen ?? {};
  const data = html.dataset, shown = new URLSearchParams(location.search).get("view") ?? view;
  if (shown) data.vrView = shown.replace(/,/g, " ");
  if (scheme) data.vrScheme = scheme;
  if (contrast) data.vrContrast = contrast;
  if (size) html.style.setProperty("--vr-scale", size);
  // italics, which notes need first, are not late for want of being asked for
  document.fonts.load('italic 1em "Variorum Serif"').catch(() => {});
})(document.documentElement);
