// Markdown as elements, as far as this documentation uses it: headings, paragraphs, lists, tables, code, quotes, links. What is not known stays text.

import { element } from './dom.js';

const FENCE = /^\s*```/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^(\s*)([-*]|\d+\.)\s+(.*)$/;
const RULE = /^\s*(?:-{3,}|\*{3,})\s*$/;
const INDENTED = /^ {4}/;
const BETWEEN = /^\s*\|?[\s:|-]+\|?\s*$/;
const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|!\[([^\]]*)\]\([^)\s]+\)|\[((?:[^[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)|<(https?:[^>\s]+)>|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])/g;

/** What a heading is called in an address: small letters, spaces as hyphens, other signs left out. */
export const anchorOf = (heading) => heading.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

/** The parts of a line. linkOf(address) says where a link leads from here; null when nowhere, and its words stay. */
function inline(text, linkOf) {
  const parts = [];
  let end = 0;
  const link = (words, address) => {
    const to = linkOf(address);
    return to === null ? element('span', {}, ...words) : element('a', { href: to }, ...words);
  };
  for (const found of text.matchAll(INLINE)) {
    const [whole, , code, strong, image, words, address, bare, emphasis] = found;
    parts.push(text.slice(end, found.index),
      code !== undefined ? element('code', {}, code.replaceAll('\\|', '|'))
        : strong !== undefined ? element('strong', {}, ...inline(strong, linkOf))
          : image !== undefined ? element('em', {}, image)
            : words !== undefined ? link(inline(words, () => null), address)
              : bare !== undefined ? link([bare], bare)
                : element('em', {}, ...inline(emphasis, linkOf)));
    end = found.index + whole.length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** Cells of a row of a table; a bar in code, or behind a backslash, is none of its borders. */
function cellsOf(line) {
  const cells = [''];
  let isCode = false;
  for (const [sign] of line.trim().replace(/^\|/, '').replace(/\|$/, '').matchAll(/\\\||[^]/g)) {
    isCode = sign === '`' ? !isCode : isCode;
    if (sign === '|' && !isCode) {
      cells.push('');
    } else {
      cells[cells.length - 1] += sign === '\\|' && !isCode ? '|' : sign;
    }
  }
  return cells.map((cell) => cell.trim());
}

function tableOf(lines, linkOf) {
  const [head, , ...rows] = lines;
  const row = (line, tag) => element('tr', {}, ...cellsOf(line).map((cell) => element(tag, { scope: tag === 'th' ? 'col' : null }, ...inline(cell, linkOf))));
  return element('div', { class: 'rows', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    element('table', {}, element('thead', {}, row(head, 'th')), element('tbody', {}, ...rows.map((line) => row(line, 'td')))));
}

/** Items and what stands below them; lines that are further in belong to the item before. */
function listOf(lines, linkOf) {
  const [, indent, sign] = ITEM.exec(lines[0]);
  const items = [];
  for (const line of lines) {
    const found = ITEM.exec(line);
    if (found && found[1].length <= indent.length) {
      items.push([found[3]]);
    } else {
      items.at(-1).push(line.replace(/^ {2,3}/, ''));
    }
  }
  return element(/\d/.test(sign) ? 'ol' : 'ul', {}, ...items.map((item) => {
    const [first, ...rest] = markdown(item.join('\n'), linkOf);
    return element('li', {}, ...(first?.localName === 'p' ? first.childNodes : [first]), ...rest);
  }));
}

/** Elements of a text. */
export function markdown(text, linkOf) {
  const lines = text.split(/\r?\n/);
  const made = [];
  let at = 0;
  const take = (wanted) => {
    const begin = at;
    while (at < lines.length && wanted(lines[at])) {
      at += 1;
    }
    return lines.slice(begin, at);
  };
  const isTable = () => /^\s*\|/.test(lines[at]) && BETWEEN.test(lines[at + 1] ?? '');
  while (at < lines.length) {
    const heading = HEADING.exec(lines[at]);
    if (lines[at].trim() === '') {
      at += 1;
    } else if (FENCE.test(lines[at])) {
      at += 1;
      made.push(element('pre', { tabindex: '0' }, take((line) => !FENCE.test(line)).join('\n')));
      at += 1;
    } else if (heading) {
      made.push(element(`h${heading[1].length}`, { id: anchorOf(heading[2]) }, ...inline(heading[2], linkOf)));
      at += 1;
    } else if (RULE.test(lines[at])) {
      made.push(element('hr'));
      at += 1;
    } else if (isTable()) {
      made.push(tableOf(take((line) => /^\s*\|/.test(line)), linkOf));
    } else if (ITEM.test(lines[at])) {
      const [, indent] = ITEM.exec(lines[at]);
      made.push(listOf(take((line) => ITEM.test(line) || (line.trim() !== '' && line.startsWith(`${indent}  `))), linkOf));
    } else if (INDENTED.test(lines[at])) {
      made.push(element('pre', { tabindex: '0' }, take((line) => INDENTED.test(line)).map((line) => line.slice(4)).join('\n')));
    } else if (/^>/.test(lines[at])) {
      made.push(element('blockquote', {}, ...markdown(take((line) => /^>/.test(line)).map((line) => line.replace(/^> ?/, '')).join('\n'), linkOf)));
    } else {
      const begin = at;
      const words = take((line) => line.trim() !== '' && (at === begin || !(HEADING.test(line) || FENCE.test(line) || ITEM.test(line) || /^>/.test(line) || isTable())));
      made.push(element('p', {}, ...inline(words.map((line) => line.trim()).join(' '), linkOf)));
    }
  }
  return made;
}
