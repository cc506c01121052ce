// What is looked at stands in the address, so that a link shows the same: #/module?range=90d or ?from=2026-01-01&to=2026-03-31; #/module/item is one of its items.

const listeners = new Set();
let known = read();

function read() {
  if (!location.hash.startsWith('#/')) {
    return { module: '', item: '', params: new URLSearchParams() };
  }
  const [path, query = ''] = location.hash.slice(2).split('?');
  const [module, item = ''] = path.split('/').map(decoded);
  return { module, item, params: new URLSearchParams(query) };
}

/** What somebody typed need not be well-formed. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function addressWith(module, item, params) {
  const query = params.toString();
  return `#/${encodeURIComponent(module)}${item ? `/${encodeURIComponent(item)}` : ''}${query ? `?${query}` : ''}`;
}

/** Name of the module in the address; empty when it names none. */
export const currentModule = () => known.module;

/** The item of the module in the address, such as a customer's id; empty when it names none. */
export const currentItem = () => known.item;

/** A parameter of the address, or null. */
export const param = (name) => known.params.get(name);

/** All parameters of the address: { name: value }. */
export const currentParams = () => Object.fromEntries(known.params);

/** The address of a module with these parameters and no others. */
export const addressOfView = (module, params) => addressWith(module, '', new URLSearchParams(params));

/** The address of a module, or of an item of it, with the parameters there are. */
export const addressOf = (module, item = '') => addressWith(module, item, known.params);

/** The address as it stands now, of which nobody may have been told yet: two changes in a row both count. */
const newest = () => (location.hash.startsWith('#/') ? read() : known);

function withChanges(changes) {
  const params = new URLSearchParams(newest().params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      params.delete(name);
    } else {
      params.set(name, value);
    }
  }
  return params;
}

/** The address of a module with some parameters changed: { name: value }, null takes one away. */
export function addressChanged(module, changes) {
  return addressWith(module, '', withChanges(changes));
}

/** Changes parameters: { name: value }, null takes one away. Going back undoes it. */
export function setParams(changes) {
  const { module, item } = newest();
  location.hash = addressWith(module, item, withChanges(changes));
}

/** Calls the listener with { module, item, params: whether these or the item changed } after every change. */
export function onAddress(listener) {
  listeners.add(listener);
}

addEventListener('hashchange', () => {
  if (location.hash !== '' && !location.hash.startsWith('#/')) {
    return; // a place within the page, such as that of the skip link
  }
  const before = known;
  known = read();
  const params = before.item !== known.item || before.params.toString() !== known.params.toString();
  listeners.forEach((listener) => listener({ module: known.module, item: known.item, params }));
});
