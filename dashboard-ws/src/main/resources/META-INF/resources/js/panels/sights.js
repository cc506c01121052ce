// Which personal data somebody sees, as one choice.

export const SIGHTS = [['none', 'None'], ['all', 'All'], ['contacts', 'Names and addresses'], ['texts', 'What customers write']];

/** The choice of a user or key. */
export const sightOf = ({ personal_data: any, personal_kinds: kinds }) => (any ? kinds?.[0] ?? 'all' : 'none');

/** What a choice is called. */
export const sightWords = (of) => SIGHTS.find(([value]) => value === sightOf(of))?.[1] ?? sightOf(of);

/** What is sent for a choice. */
export const asPersonal = (sight) => ({ personal_data: sight !== 'none', ...(sight === 'none' || sight === 'all' ? {} : { personal_kinds: [sight] }) });
