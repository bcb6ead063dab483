import assert from 'node:assert/strict';
import { labelTokens } from '../../src/references/label.js';
import { segment } from '../../src/references/segment.js';

/** A note as it is taken apart: `{signal}`, `<reference>`, `~remark~`; all else is what stands between. */
const cases: Record<string, string[]> = {
  'one reference': [
    '<Powell, Talking to Terrorists, p. 113>',
    '<Said, Edward W. Orientalism. New York: Pantheon, 1978.>',
    '<Smith, James K. A. Who’s Afraid of Postmodernism?: Taking Derrida to Church. Grand Rapids, MI: Baker Academic, 2006.>',
    '12. <Gina Vale, Cubs in the Lions’ Den (ICSR, 2018).>',
  ],
  'signals': [
    '{See also} <Powell, Talking to Terrorists, p. 113.>',
    '{Cf.} <Hedley Bull, The Anarchical Society (Basingstoke: Palgrave, 2002), ch. 3.>',
    '{Vgl. auch} <Reifner/Gorges 1980.>',
    '{For a sober account of talks that failed, see,} <Reiss, Negotiating with Evil, p. 40.>',
    '{For the wider debate, see} <H. Toros, ‘We Don’t Negotiate’ (2008) 39 Security Dialogue 407.>',
    '{Vgl. hierzu den grundlegenden Aufsatz von} <Galanter 1974, S. 95—160.>',
  ],
  'several works': [
    '<Security Council resolution 1325 (2000)>; <Security Council resolution 1820 (2008)>; and <Security Council resolution 2242 (2015).>',
    '<Powell, Talking to Terrorists, p. 21>; <Reiss, Negotiating with Evil, pp. 13-15.>',
    '<D. West, ‘Power and Formation’ (1987) 30 Inquiry 137, 145.> {Compare} <M. Foucault, Power/Knowledge (1980) 98.>',
    '<‘Embodying the Citizen’ in Public and Private, ed. M. Thornton (1995)> and <‘Historicising Citizenship’ (1996) 20 Melbourne University Law Rev. 1072.>',
    '<Steinbach 1979, S. 96 ff>, {vgl. auch} <Blankenburg/Morasch 1972, S. 89.>',
    '<Reifner 1979, S. 66 ff.> <Blankenburg/Morasch 1972, S. 82 ff.>',
    '<Vogel, id., p. 79.> <W. Blackstone, Commentaries (1979) 442.>',
  ],
  'remarks': [
    '{The fullest account of these months is} <Michael Roe & Hassan Minor, Ports: Inside the Ferry Trade (Harbour Arts, 2015).>',
    '~This was so until the war had ended.~ {See} <M.J. Horwitz, The Transformation of American Law, 1780–1860 (1977) 160.>',
    '~The term is used here as it was used then, and it is not a technical one.~',
    '~The best known of these instruments is that offered by~ <Road Call, “Deed of Commitment for the Protection of Roads.” 2010.>',
    '<Koch 1975, S. 75> ~was aber noch nicht das Ende der Sache ist.~',
  ],
  'semicolons within a reference': [
    '<van Hiele LJ. L-5-Hydroxytryptophan in depression. Neuropsychobiology 1980;6: 230-240.>',
    '<Batygin, V. V.; Toptygin, I. N. Problems in Electrodynamics; Academic Press: London, 1964.>',
  ],
  'cross-references': [
    '<Ibid., pp. 18-30>',
    '<O’Donovan, op. cit., n. 57>; <Thornton, op. cit. (1995), n. 4.>',
    '<Vale (n 12) 45>',
  ],
};

describe('segments of a note', () => {
  for (const [name, notes] of Object.entries(cases)) {
    for (const marked of notes) {
      it(`${name}: ${marked}`, () => {
        const text = marked.replaceAll(/[<>{}~]/g, '');
        const { references, remarks } = segment(text, labelTokens(text));
        const marks = [
          ...references.flatMap(({ start, end, signal }) => [{ start, end, marks: '<>' }, ...(signal ? [{ ...signal, marks: '{}' }] : [])]),
          ...remarks.map((remark) => ({ ...remark, marks: '~~' })),
        ].sort((one, other) => other.start - one.start);
        const found = marks.reduce((words, { start, end, marks: [open, close] }) => `${words.slice(0, start)}${open}${words.slice(start, end)}${close}${words.slice(end)}`, text);
        assert.equal(found, marked);
      });
    }
  }

  it('tells who is quoted in a work', () => {
    const text = 'Abba Eban, quoted in Powell, Talking to Terrorists, p. 21.';
    const [reference] = segment(text, labelTokens(text)).references;
    assert.equal(text.slice(reference!.quoted!.start, reference!.quoted!.end), 'Abba Eban');
    assert.equal(text.slice(reference!.signal!.start, reference!.signal!.end), 'quoted in');
    assert.equal(text.slice(reference!.start, reference!.end), 'Powell, Talking to Terrorists, p. 21.');
  });

  it('finds an author named for a work without a title', () => {
    const text = 'The question is best discussed by Samir Puri in his account of the talks.';
    const { references: [reference], remarks } = segment(text, labelTokens(text));
    assert.equal(text.slice(reference!.start, reference!.end), 'Samir Puri');
    assert.equal(remarks.length, 2);
  });
});
