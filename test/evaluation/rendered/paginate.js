/* global document */
/**
 * Runs in the browser that prints an article: fills pages with its parts, word by word where a part must be parted, with the notes at the
 * foot of the column that holds their markers.
 *
 * @param article `{ head, columns, parts: { kind, words: { html, notes }[], whole }[], notes: { [id]: html } }`
 */
globalThis.paginate = (article) => {
  const done = [];
  let page;
  let column;
  let columns = 0;

  const add = (parent, kind, html = '') => {
    const element = document.createElement('div');
    element.className = kind;
    element.innerHTML = html;
    parent.append(element);
    return element;
  };

  const closePage = () => {
    if (!page) return;
    done.push(page.outerHTML);
    page.remove();
  };

  const openColumn = () => {
    if (!page || columns === article.columns) {
      closePage();
      page = add(document.body, 'page');
      const number = done.length + 1;
      if (number > 1) add(page, 'head', article.head);
      add(page, 'number', String(number));
      columns = 0;
    }
    columns++;
    const box = add(page, `column of${article.columns} at${columns}`);
    column = { box, text: add(box, 'text'), foot: add(box, 'foot'), notes: new Set() };
  };

  const overflows = () => column.text.offsetHeight + column.foot.offsetHeight > column.box.clientHeight;

  /** Shows the first words of a part with the notes that they need; says whether they fit. */
  const show = (element, words, count, before) => {
    element.innerHTML = words.slice(0, count).map(({ html }) => html).join(' ');
    const notes = new Set(before);
    for (const word of words.slice(0, count)) for (const note of word.notes) notes.add(note);
    column.foot.innerHTML = [...notes].map((note) => `<div class="note">${article.notes[note]}</div>`).join('');
    column.foot.classList.toggle('ruled', notes.size > 0);
    column.notes = notes;
    return !overflows();
  };

  /** Sets as many words as fit into the column, and returns the rest. */
  const setWords = (kind, words, whole) => {
    const before = column.notes;
    const empty = column.text.childElementCount === 0;
    const element = add(column.text, kind);
    if (show(element, words, words.length, before)) return [];
    let low = 0;
    let high = words.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (show(element, words, middle, before)) low = middle;
      else high = middle - 1;
    }
    const count = whole || low < 3 ? (empty ? Math.max(low, 1) : 0) : low;
    show(element, words, count, before);
    if (count === 0) element.remove();
    return words.slice(count);
  };

  openColumn();
  for (const { kind, words, whole } of article.parts) {
    let rest = setWords(kind, words, whole);
    while (rest.length > 0) {
      column.text.lastElementChild?.classList.add('parted');
      openColumn();
      rest = setWords(rest === words ? kind : `${kind} rest`, rest, false);
    }
  }
  closePage();
  document.body.innerHTML = done.join('');
};
