// JSON Merge Patch (RFC 7396). Objects have no prototype, so that a key of any name is only a key.

/** A copy of a value from JSON whose objects have no prototype. */
export function plain(value) {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const copy = Object.create(null);
  for (const [key, field] of Object.entries(value)) {
    copy[key] = plain(field);
  }
  return copy;
}

/** Applies a patch. The target's unchanged parts are shared, changed ones are new objects. */
export function applyPatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) {
    return plain(patch);
  }
  const result = Object.assign(Object.create(null), isObject(target) ? target : undefined);
  for (const [key, field] of Object.entries(patch)) {
    if (field === null) {
      delete result[key];
    } else {
      result[key] = applyPatch(result[key], field);
    }
  }
  return result;
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
