// Puts the page together.

import { createStore } from './store.js';
import { connectLive } from './live.js';
import { currentModule } from './address.js';
import { beginLibrary } from './plotly.js';
import { shopZone } from './format.js';
import { startTheme } from './theme.js';
import { startPanel } from './panel.js';
import { createContext } from './context.js';
import { chooseLanguage, language, LANGUAGES, startLanguage } from './language.js';
import { startStatus } from './panels/status.js';
import { startVitals } from './panels/vitals.js';
import { loadPanels } from './loading.js';
import { startModules } from './modules.js';
import { startFilterBar } from './filter-bar.js';
import { currentLayout, isShared, keep, onLayout, startLayout } from './layout.js';
import { keepTime } from './range.js';
import { startSession } from './session.js';

await startLanguage();
const languages = document.querySelector('[data-action="language"]');
languages.append(...LANGUAGES.map(([name, words]) => new Option(words, name, false, name === language())));
languages.addEventListener('change', () => chooseLanguage(languages.value));

const store = createStore();
const context = createContext(store);

startTheme(document.querySelector('[data-action="theme"]'), (theme) => isShared() || keep({ ...currentLayout(), theme }).catch(() => null));
const status = startStatus(store, context);
startVitals(store);
keepTime(context);
startFilterBar(document.querySelector('[data-filters]'), context);
shopZone(context);
let shownZone = null;
onLayout(({ zone }) => {
  if (zone !== shownZone) {
    shownZone = zone;
    document.querySelector('[data-text="times"]').textContent = zone === 'shop' ? 'the shop’s' : 'yours';
    context.changed();
  }
});
startLayout(document.querySelector('[data-action="arrange"]'), document.querySelector('[data-layout-notice]'));

const session = startSession(document.querySelector('[data-session]'));
context.who = session.who;
const live = connectLive({
  // the page's cookie opens a socket; what else there may be to ask for takes time
  url: async (attempt) => {
    const ticket = attempt === 0 ? '' : await session.ticket();
    return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/live${ticket ? `?ticket=${encodeURIComponent(ticket)}` : ''}`;
  },
  channels: ['status'],
  store,
  onState: status.connection,
});
const modules = startModules(document.querySelector('nav.modules'), document.querySelector('main'),
  (module) => loadPanels(module, (panel) => startPanel(panel, store, context, live.want)));
if (currentModule() !== 'overview') {
  beginLibrary(); // the overview shows its first chart without it
}
session.who.then((me) => modules.allow(me?.roles ?? []));
