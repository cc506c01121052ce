// What is looked at stands in the address, so that a link shows the same: #/module?range=90d or ?from=2026-01-01&to=2026-03-31.

const listeners = new Set();
let known = read();

function read() {
  if (!location.hash.startsWith('#/')) {
    return { module: '', params: new URLSearchParams() };
  }
  const [path, query = ''] = location.hash.slice(2).split('?');
  return { module: decodeURIComponent(path), params: new URLSearchParams(query) };
}

/** Name of the module in the address; empty when it names none. */
export const currentModule = () => known.module;

/** A parameter of the address, or null. */
export const param = (name) => known.params.get(name);

/** The address of a module with the parameters there are. */
export function addressOf(module) {
  const query = known.params.toString();
  return `#/${encodeURIComponent(module)}${query ? `?${query}` : ''}`;
}

/** The address of a module with some parameters changed: { name: value }, null takes one away. */
export function addressChanged(module, changes) {
  const params = new URLSearchParams(known.params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      params.delete(name);
    } else {
      params.set(name, value);
    }
  }
  const query = params.toString();
  return `#/${encodeURIComponent(module)}${query ? `?${query}` : ''}`;
}

/** Changes parameters: { name: value }, null takes one away. Going back undoes it. */
export function setParams(changes) {
  location.hash = addressChanged(known.module, changes);
}

/** Calls the listener with { module, params: whether these changed } after every change. */
export function onAddress(listener) {
  listeners.add(listener);
}

addEventListener('hashchange', () => {
  if (location.hash !== '' && !location.hash.startsWith('#/')) {
    return; // a place within the page, such as that of the skip link
  }
  const before = known;
  known = read();
  const params = before.params.toString() !== known.params.toString();
  listeners.forEach((listener) => listener({ module: known.module, params }));
});
