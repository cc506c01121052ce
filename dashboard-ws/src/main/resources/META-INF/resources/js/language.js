// The language of the page. English stands in the code; another language is a file of messages, loaded when it is chosen: English sentence to sentence, with {} for
// what changes. It is put in at the border of the page, where text is about to be seen, so that a panel says what it says in one place only.

const KEY = 'tillstream-language';
const MOST_REMEMBERED = 5_000;
/** What a place may hold: anything within one sentence; in a sentence of few letters a figure, or every text would be taken for it. */
const PLACE = '((?:(?!\\. [A-Z]| · ).)+?)';
const FIGURE = '((?:(?!\\. [A-Z]| · )[^a-z])*\\d(?:(?!\\. [A-Z]| · )[^a-z])*)';
const FEW = 4;
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'data-title'];
/** Languages there are, in their own words. */
export const LANGUAGES = [['en', 'English'], ['de', 'Deutsch']];

let exact = null;
let patterns = [];
let remembered = new Map();
/** Translated to English, of the texts seen lately; the words of the file stay known for good. */
let originals = new Map();
let originalsBefore = new Map();
let originalWords = new Map();

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const isKnown = (name) => LANGUAGES.some(([known]) => known === name);
const chosen = isKnown(read()) ? read() : navigator.languages?.map((each) => each.slice(0, 2)).find(isKnown) ?? 'en';

/** The language's short name. */
export const language = () => chosen;

/** Takes another language from now on; the page opens anew in it. */
export function chooseLanguage(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // remembered nowhere: the browser's own language holds
  }
  location.reload();
}

const quoted = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Makes messages ready: whole sentences, and sentences with places, the most telling first. */
export function prepare(messages) {
  exact = new Map(Object.entries(messages).filter(([text]) => !text.includes('{}')));
  patterns = Object.entries(messages).filter(([text]) => text.includes('{}'))
    .sort(([a], [b]) => b.replaceAll('{}', '').length - a.replaceAll('{}', '').length)
    .map(([text, words]) => ({ matches: new RegExp(`^${text.split('{}').map(quoted).join(text.replaceAll(/[^A-Za-z]/g, '').length < FEW ? FIGURE : PLACE)}$`, 's'), words }));
  originalWords = new Map([...exact].reverse().map(([text, words]) => [words, text]));
  remembered = new Map();
}

function once(text) {
  const whole = exact.get(text);
  if (whole !== undefined) {
    return whole;
  }
  for (const { matches, words } of patterns) {
    const found = matches.exec(text);
    if (found) {
      let next = 0;
      return words.replaceAll(/\{(\d?)\}/g, (_, place) => {
        const part = found[place === '' ? (next += 1) : Number(place)];
        return exact.get(part) ?? (part.length > 3 ? sentences(part) ?? part : part);
      });
    }
  }
  return null;
}

/** One sentence after the other; null when none is known. */
function sentences(text) {
  const whole = once(text);
  if (whole !== null) {
    return whole;
  }
  for (const end of text.matchAll(/[.!?:;,] | · /g)) {
    const between = end[0] === ' · ' ? ' · ' : ' ';
    const first = once(text.slice(0, end.index + end[0].length - between.length));
    if (first !== null) {
      const rest = text.slice(end.index + end[0].length);
      return `${first}${between}${sentences(rest) ?? rest}`;
    }
  }
  return null;
}

/** The text in the page's language; as it is where there are no words for it. */
export function translate(text) {
  if (exact === null || typeof text !== 'string' || !/[A-Za-z]/.test(text)) {
    return text;
  }
  const known = remembered.get(text);
  if (known !== undefined) {
    return known;
  }
  const inner = text.trim();
  const words = sentences(inner);
  // a short unit at the end of a sentence, such as 10 Tg., brings its own dot
  const made = words === null ? text : text.replace(inner, () => words.replaceAll(/(?<!\.)\.\.(?!\.)/g, '.'));
  if (remembered.size >= MOST_REMEMBERED) {
    remembered.clear();
    originalsBefore = originals;
    originals = new Map();
  }
  remembered.set(text, made);
  remembered.set(made, made);
  if (made !== text) {
    originals.set(made, text);
  }
  return made;
}

/** What a translated text was in English: marks of a chart lead to customers by it. */
export const originalOf = (text) => originals.get(text) ?? originalsBefore.get(text) ?? originalWords.get(text) ?? text;

/** The texts of a chart, line by line. */
function ofChart(value) {
  return Array.isArray(value) ? value.map(ofChart) : typeof value === 'string' ? value.split(/(<br>|<\/?b>| · )/).map((part, i) => (i % 2 ? part : translate(part))).join('') : value;
}

/** Nodes or links of a flow; what they say when pointed at is in their customdata. */
const flowInWords = (part) => ({ ...part, ...Object.fromEntries(['label', 'customdata'].filter((field) => part[field]).map((field) => [field, ofChart(part[field])])) });

/** Traces and layout in the page's language. */
export function figureInWords(traces, layout) {
  if (exact === null) {
    return { traces, layout };
  }
  const axes = Object.fromEntries(Object.entries(layout).filter(([name, axis]) => /^[xy]axis/.test(name) && (axis?.title?.text || axis?.ticktext))
    .map(([name, axis]) => [name, {
      ...axis, ...(axis.title?.text ? { title: { ...axis.title, text: translate(axis.title.text) } } : {}), ...(axis.ticktext ? { ticktext: ofChart(axis.ticktext) } : {}),
    }]));
  const scene = layout.scene ? { scene: Object.fromEntries(Object.entries(layout.scene).map(([name, axis]) => [name, axis?.title?.text ? { ...axis, title: { ...axis.title, text: translate(axis.title.text) } } : axis])) } : {};
  return {
    traces: traces.map((trace) => ({
      ...trace,
      ...Object.fromEntries(['node', 'link'].filter((part) => trace[part]).map((part) => [part, flowInWords(trace[part])])),
      ...Object.fromEntries(['name', 'hovertext', 'text', 'labels'].filter((field) => trace[field] !== undefined).map((field) => [field, ofChart(trace[field])])),
      ...Object.fromEntries(['x', 'y'].filter((axis) => typeof trace[axis]?.[0] === 'string' && !/^\d{4}-/.test(trace[axis][0])).map((axis) => [axis, trace[axis].map(translate)])),
    })),
    layout: { ...layout, ...axes, ...scene, separators: ',.', ...(layout.annotations ? { annotations: layout.annotations.map((each) => ({ ...each, text: ofChart(each.text) })) } : {}) },
  };
}

function putAttribute(node, name) {
  const value = node.getAttribute(name);
  const made = value ? translate(value) : value;
  if (made !== value) {
    node.setAttribute(name, made);
  }
}

function put(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const made = node.parentElement?.closest('svg') ? node.data : translate(node.data);
    if (made !== node.data) {
      node.data = made;
    }
  } else if (node.nodeType === Node.ELEMENT_NODE && !(node instanceof SVGElement)) {
    ATTRIBUTES.forEach((name) => putAttribute(node, name));
    node.childNodes.forEach(put);
  }
}

/** Begins to speak the language: what stands there, and whatever is about to be seen. */
export async function startLanguage() {
  document.documentElement.lang = chosen;
  if (chosen === 'en') {
    return;
  }
  try {
    prepare((await import(`./messages/${chosen}.js`)).messages);
  } catch (failure) {
    console.warn(failure); // English is better than nothing
    return;
  }
  put(document.body);
  document.title = translate(document.title);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') {
        change.addedNodes.forEach(put);
      } else if (change.type === 'attributes') {
        putAttribute(change.target, change.attributeName);
      } else {
        put(change.target);
      }
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
}
