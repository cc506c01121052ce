// Who is signed in, and ending that.

import { tell } from '../api.js';
import { element, table } from '../dom.js';
import { counted } from '../bars.js';
import { ago, dateTime } from '../format.js';
import { doing, sureButton } from '../forms.js';
import { partsOf, replaceRows } from '../parts.js';

const COLUMNS = [{ title: 'Name', className: 'id' }, { title: 'Since', className: 'when' }, { title: 'Last renewed', className: 'when narrow-off' }, { title: 'Ends', className: 'when narrow-off' }, { title: '', className: 'number' }];
const PATH = '/api/v1/users/sessions';

let again = null;

const time = (at) => element('time', { datetime: at, title: dateTime(at) }, ago(at, Date.now()));

export const sessions = {
  name: 'sessions',
  whole: true,
  question: () => PATH,
  setUp({ redraw }) {
    again = redraw;
  },
  isEmpty: (data) => data.items.length === 0,
  emptyText: 'Nobody is signed in by a password.',
  draw({ body, data }) {
    const parts = partsOf(body, { note: ['p', { class: 'note', role: 'status', 'aria-live': 'polite' }], rows: ['div', {}] });
    replaceRows(parts.rows, table('Sessions', COLUMNS, data.items.map((session) => ({
      cells: [
        session.user_name, time(session.began_at), time(session.renewed_at), time(session.expires_at),
        element('div', { class: 'actions' }, sureButton('End', 'Really end?', (button) => doing(button, parts.note, async () => {
          await tell('DELETE', `${PATH}/${encodeURIComponent(session.session)}`);
          await again();
          return `The session of ${session.user_name} has ended.`;
        }))),
      ],
    })), { cards: true }));
    return `${counted(data.items.length, 'session')}. One ends by itself after twelve hours without use, and after seven days.`;
  },
};
