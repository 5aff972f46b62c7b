// What the address of a page carries for the search; whatever else it has is kept as it is written.

/**
 * @param {string} search  Of an address.
 * @param {string} name
 * @param {string} value  Empty takes it out.
 */
export function putParameter(search, name, value) {
  const kept = search.slice(1).split("&").filter((part) => part && part.split("=")[0] !== name);
  if (value) kept.push(`${name}=${encodeURIComponent(value)}`);
  return kept.length ? `?${kept.join("&")}` : "";
}

/**
 * Give the page's address another value of a parameter, without a step for Back.
 *
 * @param {string} name
 * @param {string} value
 */
export function carryParameter(name, value) {
  const search = putParameter(location.search, name, value);
  if (search === location.search) return;
  history.replaceState(history.state, "", location.pathname + search + location.hash);
}
