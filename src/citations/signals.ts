/** The words that lead to a citation: "see also", "cf.", "vgl.", "voir". */

const english = String.raw`(?:but|and)?\s?see(?:,?\s(?:also|especially|esp\.|for\sexample|for\sinstance|inter\salia|however|generally|instead|in\sparticular|e\.\s?g\.))?|cf\.|compare(?:\swith)?|contrast|contra|pace|e\.\s?g\.|i\.\s?e\.|for\sexample|for\sinstance|such\sas|also|especially|esp\.|following|after|according\sto|reviewed\s(?:in|by)|summari[sz]ed\s(?:in|by)|(?:as\s)?(?:quoted|cited|discussed|described|shown|reported|suggested)\s(?:in|by)|adapted\sfrom|modified\s(?:from|after)|data\sfrom|based\son|from|as\sin|as|per|in|by`;
const german = String.raw`vgl\.(?:\sauch|\sdazu|\sz\.\s?B\.)?|s\.(?:\sauch|\sdazu)?|siehe(?:\sauch|\sdazu)?|so(?:\sauch)?|zit(?:iert)?\.?\s(?:nach|in)|etwa|z\.\s?B\.|nach|anders|dagegen|a\.\s?A\.`;
const romance = String.raw`voir(?:\saussi|\snotamment)?|v\.|cf|par\sexemple|p\.\s?ex\.|cité\s(?:par|dans)|d[’']après|cfr\.|si\sveda|cit(?:ato)?\.?\sin|véase(?:\stambién)?|ver|vid\.|por\sejemplo|p\.\s?ej\.|cit(?:ado)?\.?\s(?:en|por)`;
const other = String.raw`zie(?:\sook)?|bijv\.|se(?:\säven|\sogså|\så)?|jf\.|jfr\.|t\.\s?ex\.|ks\.|zob\.|por\.|np\.|srov\.|viz|např\.|vö\.|lásd|vezi`;
const words = `(?:${english}|${german}|${romance}|${other})`;

const whole = new RegExp(String.raw`^(?:${words}[,:]?\s+){1,3}$`, 'iu');
const trailing = new RegExp(String.raw`(?:^|[\s,;:—–(\[])(?<signal>(?:${words}[,:]?\s+){1,3})$`, 'iu');

/** A signal of one letter, or one that is a word of any sentence, counts only where nothing else leads to the citation. */
const common = /^(?:as|in|by|from|per|so|nach|after|following|ver|se|s\.|v\.|etwa|a\.\s?A\.)$/iu;

/** In characters; signals repeat: "but see also, e.g., ". */
const longestSignal = 60;

const bare = (signal: string): string => signal.trim().replace(/[,:]$/u, '');

/** The signal that words are, or end in: "see also" of "(see also ", "see" of "(for a review see ". Null where there is none. */
export function leadingSignal(before: string): string | null {
  const lead = `${before.trim()} `;
  if (lead.length < longestSignal && whole.test(lead)) return bare(lead);
  const found = bare(trailing.exec(lead.slice(-longestSignal))?.groups!['signal'] ?? '');
  return found === '' || common.test(found) ? null : found;
}
