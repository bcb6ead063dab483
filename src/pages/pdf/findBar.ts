import * as l10n from '@vscode/l10n';
import { FindState, type EventBus } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import { formatNumber } from '../../words.js';
import { button, element } from './page.js';

interface Found {
  matchesCount: { current: number; total: number };
}

/** Looks for words in the whole document, by pdf.js's own find controller, which listens on the bus. */
export class FindBar {
  private readonly bar = element('find-bar');
  private readonly words = element<HTMLInputElement>('find-words');
  private readonly count = element('find-count');

  constructor(private readonly bus: EventBus, private readonly leave: () => void) {
    this.words.placeholder = this.words.ariaLabel = l10n.t('Find');
    this.words.addEventListener('input', () => this.find(''));
    this.words.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.find('again', event.shiftKey);
    });
    button('find', l10n.t('Find (Ctrl+F)'), () => (this.isOpen ? this.close() : this.open()));
    button('find-previous', l10n.t('Previous Match (Shift+Enter)'), () => this.find('again', true));
    button('find-next', l10n.t('Next Match (Enter)'), () => this.find('again'));
    button('find-close', l10n.t('Close (Escape)'), () => this.close());
    bus.on('updatefindmatchescount', ({ matchesCount }: Found) => this.show(matchesCount));
    bus.on('updatefindcontrolstate', ({ state, matchesCount }: Found & { state: number }) => this.show(matchesCount, state === FindState.NOT_FOUND));
  }

  get isOpen(): boolean {
    return !this.bar.hidden;
  }

  open(): void {
    this.toggle(true);
    this.words.select();
    if (this.words.value !== '') this.find('');
  }

  close(): void {
    this.toggle(false);
    this.bus.dispatch('findbarclose', { source: this });
    this.leave();
  }

  private toggle(open: boolean): void {
    this.bar.hidden = !open;
    element('find').setAttribute('aria-expanded', String(open));
    if (open) this.words.focus();
  }

  private find(type: '' | 'again', findPrevious = false): void {
    const query = this.words.value;
    const options = { caseSensitive: false, entireWord: false, matchDiacritics: false, highlightAll: true };
    this.bus.dispatch('find', { source: this, type, query, findPrevious, ...options });
    if (query === '') this.count.textContent = '';
  }

  private show({ current, total }: Found['matchesCount'], none = false): void {
    this.bar.classList.toggle('none', none);
    if (none) this.count.textContent = l10n.t('No results');
    else this.count.textContent = total === 0 ? '' : l10n.t('{0} of {1}', formatNumber(current), formatNumber(total));
  }
}
