/** An element that pdf.html has. */
export function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

/** Gives one of its buttons its words and what it does. */
export function button(id: string, title: string, act: () => void): void {
  element(id).title = title;
  element(id).addEventListener('click', act);
}

const noticeMilliseconds = 10_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells something for a while, or, in place of the pages, for good. */
export function say(message: string, { instead = false } = {}): void {
  const notice = element('notice');
  clearTimeout(timer);
  notice.textContent = message;
  notice.hidden = message === '';
  notice.classList.toggle('instead', instead);
  if (!instead) timer = setTimeout(() => (notice.hidden = true), noticeMilliseconds);
}
