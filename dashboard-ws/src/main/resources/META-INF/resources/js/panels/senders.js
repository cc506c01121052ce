// What senders do otherwise than their tracking plan says, and what was kept from the log for privacy, by write key.

import { counted } from '../bars.js';
import { element, table } from '../dom.js';
import { integer } from '../format.js';
import { atIngest, KEYS, QUALITY, SENDERS } from '../imports.js';
import { partsOf, replaceRows } from '../parts.js';

const KINDS = { unexpected_action: 'not expected', missing_field: 'is missing', unexpected_property: 'not a property expected' };
const DEEDS = {
  bot_withheld: 'of crawlers, kept out', withheld_without_consent: 'without consent, kept out', field_moved: 'personal fields moved', mail_hidden: 'mail addresses hidden', address_shortened: 'addresses shortened', unlinked: 'unlinked from a person', pared: 'pared down',
};

let shown = '';

const ofKey = async (name) => atIngest('GET', QUALITY, name).catch((failure) => ({ key: name, failure: failure.message }));

/** Every sender; where the ingest service does not know people, those of the installation's own file, each asked for by its key. */
async function answersOf(names) {
  try {
    return { whose: '', answers: (await atIngest('GET', SENDERS)).senders };
  } catch {
    return { whose: " of the installation's own file", answers: await Promise.all(names.map(ofKey)) };
  }
}

function planTable(answers) {
  const rows = answers.flatMap((answer) => (answer.tracking_plan ?? []).map((each) => ({
    cells: [answer.key, each.action ?? '—', each.field ?? '—', KINDS[each.kind] ?? each.kind, integer(each.events)],
  })));
  return rows.length === 0 ? element('p', { class: 'words' }, 'Every event was as its tracking plan says, or there is no plan.')
    : table('Otherwise than planned', [{ title: 'Write key', className: 'id' }, { title: 'Action' }, { title: 'Field', className: 'id' }, { title: 'What' }, { title: 'Events', className: 'number' }], rows, { cards: true });
}

function privacyTable(answers) {
  const deeds = Object.keys(DEEDS).filter((deed) => answers.some((answer) => (answer.privacy?.[deed] ?? 0) > 0));
  return deeds.length === 0 ? element('p', { class: 'words' }, 'Nothing had to be withheld, moved or shortened.')
    : table('For privacy', [{ title: 'Write key', className: 'id' }, ...deeds.map((deed) => ({ title: DEEDS[deed], className: 'number' }))],
      answers.filter((answer) => answer.privacy).map((answer) => ({ cells: [answer.key, ...deeds.map((deed) => integer(answer.privacy[deed] ?? 0))] })), { cards: true });
}

export const senders = {
  name: 'senders',
  whole: true,
  question: () => KEYS,
  emptyText: 'The gateway has no write key to ask with: tillstream.dashboard.write-keys-file names none.',
  isEmpty: ({ keys }) => keys.length === 0,
  async draw({ body, data }) {
    const parts = partsOf(body, { planHead: ['h4', {}], plan: ['div', { class: 'wide-table' }], privacyHead: ['h4', {}], privacy: ['div', { class: 'wide-table' }] });
    parts.planHead.textContent = 'Otherwise than the tracking plan';
    parts.privacyHead.textContent = 'For privacy';
    const { whose, answers } = await answersOf(data.keys);
    const now = JSON.stringify(answers);
    if (now !== shown) {
      shown = now;
      replaceRows(parts.plan, planTable(answers));
      replaceRows(parts.privacy, privacyTable(answers));
    }
    const silent = answers.filter((answer) => answer.failure);
    return `Counted since the ingest service started, of ${counted(answers.length - silent.length, 'write key')}${whose}.${silent.length > 0 ? ` ${silent[0].failure}` : ''}`;
  },
};
