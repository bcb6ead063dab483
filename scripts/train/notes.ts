/** Makes whole notes of which every word is known: records in many styles, with signals, remarks and cross-references, dirtied as PDFs do it. */
import { dirty } from './dirt.js';
import { runningText, type Piece, type Sample } from './gold.js';
import { phrases, type Language } from './phrases.js';
import type { Dice } from './random.js';
import type { Rendered } from './rendered.js';
import { styles, type Style } from './styles.js';
import { TemplateFiller } from './templates.js';
import type { WorkMaker } from './works.js';

/** How many references of notes are those that citeproc has set. */
const renderedShare: Readonly<Record<Language, number>> = { en: 0.2, de: 0.35, fr: 0.5, it: 0.45 };

export class NoteMaker {
  private readonly sentences = runningText();
  private readonly templates: TemplateFiller;

  /** `training` are gold references that stand in notes as they are. */
  constructor(private readonly training: readonly Sample[], private readonly works: WorkMaker, private readonly cites: Rendered['cites'], private readonly dice: Dice) {
    this.templates = new TemplateFiller(works, dice);
  }

  /** A note with one reference or several. */
  note(): Sample {
    const style = this.dice.pick(styles);
    const pieces: Piece[] = [];
    if (this.dice.chance(0.45)) pieces.push({ text: `${this.dice.number(1, 180)}${this.dice.pick(['', '', '.', ')'])}`, states: ['citation-number'] }, blank);
    if (this.dice.chance(0.06)) pieces.push(...this.remark(style.language));
    else this.addParts(pieces, style);
    return { set: 'made', document: 'made', pieces: dirty(pieces, this.dice) };
  }

  private addParts(pieces: Piece[], style: Style): void {
    const { dice } = this;
    const { language } = style;
    const count = dice.pick([1, 1, 1, 1, 2, 2, 3, 4]);
    for (let part = 0; part < count; part++) {
      if (dice.chance(part === 0 ? 0.16 : 0.12)) pieces.push(...this.remark(language), blank);
      pieces.push(...this.introduction(language, part, pieces.at(-1)?.text === ' '));
      pieces.push(...(dice.chance(0.12) && this.training.length > 0 ? this.genuine() : this.reference(style)));
      if (dice.chance(0.07)) pieces.push({ text: dice.pick([' ', ' ', ', ']), states: null }, { text: this.phrase(dice.pick(phrases[language].trailing), language), states: ['remark'] });
      if (part === count - 1) break;
      if (dice.chance(0.08)) pieces.push({ text: dice.pick([', ', ' ', ' ']), states: null }, { text: dice.pick(phrases[language].joining), states: ['signal'] }, blank);
      else pieces.push({ text: dice.pick(['; ', '; ', '; ', '. ', '. ', '. ']), states: null });
    }
    if (dice.chance(0.12)) pieces.push({ text: '. ', states: null }, ...this.remark(language));
    else pieces.push({ text: dice.chance(0.88) ? '.' : '', states: null });
  }

  /** What stands before a reference, if anything: "See also", "Eban, quoted in". */
  private introduction(language: Language, part: number, after: boolean): Piece[] {
    const { dice } = this;
    if (dice.chance(0.015)) return [{ text: `${this.phrase('@', language)},`, states: ['remark'] }, blank, { text: dice.pick(quotedIn[language]), states: ['signal'] }, blank];
    if (!dice.chance(part === 0 ? 0.4 : 0.35)) return [];
    return [...this.signal(language, part > 0 && after && dice.chance(0.3)), blank];
  }

  private remark(language: Language): Piece[] {
    const count = this.dice.pick([1, 1, 2]);
    const sentences = Array.from({ length: count }, () =>
      language === 'en' && this.dice.chance(0.35) && this.sentences.length > 0 ? this.dice.pick(this.sentences) : this.phrase(this.dice.pick(phrases[language].remarks), language));
    return [{ text: sentences.join(' '), states: ['remark'] }];
  }

  private signal(language: Language, lower: boolean): Piece[] {
    let text = this.phrase(this.dice.pick(phrases[language].signals), language);
    if (lower) text = text.charAt(0).toLowerCase() + text.slice(1);
    if (this.dice.chance(0.05)) text += this.dice.pick([':', ',']);
    return [{ text, states: ['signal'] }];
  }

  private phrase(text: string, language: Language): string {
    return text.replace(/#/g, () => this.dice.pick(phrases[language].subjects)).replace(/@/g, () => {
      const family = this.works.family(language);
      return this.dice.chance(0.5) ? family : `${this.dice.pick(this.works.list(language, 'given'))} ${family}`;
    });
  }

  /** A gold reference as it stands. */
  private genuine(): Piece[] {
    const pieces = this.dice.pick(this.training).pieces.filter(({ states }) => states?.[0] !== 'citation-number').map((piece) => ({ ...piece }));
    const first = pieces.find(({ states }) => states !== null);
    if (first && !pieces.some(({ begins }) => begins)) first.begins = true;
    const last = pieces.at(-1);
    if (last) last.text = last.text.replace(/[.\s]+$/, '');
    return pieces.filter(({ text }) => text !== '');
  }

  private reference(style: Style): Piece[] {
    const pieces = this.dice.chance(renderedShare[style.language]) ? this.rendered(style.language) : this.templates.reference(style);
    const first = pieces.find(({ states }) => states !== null);
    if (first) first.begins = true;
    return pieces;
  }

  private rendered(language: Language): Piece[] {
    const pieces = this.dice.pick(this.cites[language]).map((piece) => ({ ...piece }));
    const last = pieces.at(-1)!;
    if (last.states === null) last.text = last.text.replace(/\.$/, '');
    return pieces.filter(({ text }) => text !== '');
  }
}

const quotedIn: Readonly<Record<Language, readonly string[]>> = { en: ['quoted in', 'cited in', 'as quoted in'], de: ['zit. nach', 'zitiert nach', 'zit. n.'], fr: ['cité par', 'cité dans'], it: ['cit. in', 'citato in'] };

const blank: Piece = { text: ' ', states: null };
