/** The words above what a text ends with, in the languages in which scholars write most in Europe. */

/** "7. ", "VII. ", "§ 7 " before a heading. */
const counted = String.raw`(?:§?\s?(?:\d{1,2}|[ivx]{1,5}|[a-h])(?:\.\d{1,2})?[.)]?\s{1,4})?`;
const heading = (words: readonly string[]): RegExp => new RegExp(`^${counted}(?:${words.join('|')})\\s*:?$`, 'iu');

export const bibliographyHeading = heading([
  // English
  '(?:select(?:ed)? |works |general |literature )?(?:references?|bibliography)', '(?:works|sources|literature|references|cited works|articles) (?:cited|consulted|used)', 'cited literature',
  '(?:list of )?(?:cited )?(?:references|literature|works|sources)', 'reference list', 'bibliographical references', 'literature', 'sources', 'sources and (?:bibliography|literature|references)', 'bibliography and sources',
  // German
  '(?:auswahl)?bibliogra(?:ph|f)ie', 'literatur(?:verzeichnis|liste|angaben|nachweise?|hinweise)?', 'quellen(?:verzeichnis|angaben|nachweise?)?', 'quellen[-‐]? und literatur(?:verzeichnis)?', 'literatur[-‐]? und quellen(?:verzeichnis)?',
  '(?:zitierte|verwendete|benutzte) (?:literatur|quellen)', 'referenzen', 'schrifttum(?:sverzeichnis)?',
  // French
  '(?:liste des )?références(?: bibliographiques| citées)?', 'bibliographie(?: sélective| générale| indicative)?', 'ouvrages (?:cités|consultés)', 'sources et bibliographie', 'bibliographie et sources', 'œuvres citées', 'travaux cités',
  // Italian, Spanish, Portuguese
  'bibliografia(?: essenziale| citata| generale)?', 'riferimenti(?: bibliografici)?', 'opere citate', 'fonti(?: e bibliografia)?',
  'bibliografía(?: citada| general| consultada)?', 'referencias(?: bibliográficas| citadas)?', 'obras citadas', '(?:literatura|fuentes) citadas?', 'fuentes(?: y bibliografía)?',
  'referências(?: bibliográficas)?', 'fontes(?: e bibliografia)?',
  // Dutch
  '(?:geciteerde |geraadpleegde )?literatuur(?:lijst|opgave|verwijzingen)?', 'bibliografie', 'referenties', 'bronnen(?:lijst)?', 'bronvermelding', 'bronnen en literatuur',
  // Swedish, Danish, Norwegian
  'referenser', 'referens(?:lista|förteckning)', 'litteratur(?:förteckning|lista|liste|fortegnelse|henvisninger)?', 'käll(?:or|förteckning)', 'käll- och litteraturförteckning', 'källor och litteratur', 'bibliografi',
  'referencer', 'referanser', 'referanseliste', 'kilde(?:r|liste|fortegnelse)', 'kilder og litteratur',
  // Finnish
  'lähteet', 'lähdeluettelo', 'kirjallisuus(?:luettelo)?', 'lähteet ja kirjallisuus', 'viitteet',
  // Polish, Czech, Slovak
  'literatura', 'piśmiennictwo', 'spis literatury', 'źródła', 'wykaz literatury', 'literatura cytowana', '(?:seznam )?(?:použité|použitá|použitej) literatur[ay]', 'seznam literatury', 'bibliografie', 'prameny(?: a literatura)?', 'zdroje', 'zoznam (?:použitej )?literatúry',
  // Hungarian, Romanian
  'irodalom(?:jegyzék)?', '(?:felhasznált|hivatkozott) irodalom', 'hivatkozások', 'bibliográfia', 'bibliografie selectivă', 'referințe(?: bibliografice)?',
]);

export const noteHeading = heading([
  '(?:end|foot)?notes?(?: and references)?', 'references and notes', 'notes to (?:the )?(?:text|chapters?)', 'anmerkungen', 'endnoten', 'fu(?:ß|ss)noten', 'notes de (?:fin|bas de page)', 'note', 'notas(?: (?:finales|de rodapé|finais))?',
  '(?:eind|voet)?noten', '(?:slut|fot)?not(?:er|e)', 'sluttnoter', 'loppuviitteet', 'alaviitteet', 'przypisy(?: końcowe)?', 'poznámky', '(?:vég)?jegyzetek', 'note (?:de final|a piè di pagina)',
]);

/** What comes behind notes and bibliographies. */
export const afterword =
  /^(?:about the authors?|author(?:s’|s'|’s|'s)? (?:bio|note|information|contributions).{0,20}|(?:notes? on )?contributors?|acknowledge?ments?|danksagung|remerciements|ringraziamenti|agradecimientos|agradecimentos|appendi(?:x|ces)\b.{0,60}|anhang\b.{0,60}|annexe?s?\b.{0,60}|appendice\b.{0,60}|supplementary (?:materials?|information|data)|disclosure statement|conflicts? of interest|competing interests|funding|data availability.{0,20}|list of (?:figures|tables)|index|(?:chapter|part|kapitel) (?:\d+|[ivx]+)\b[^.;]{0,80})\s*:?$/iu;

/** What divides a bibliography: "Primary sources", "II. Secondary literature". */
export const bibliographyDivision = heading([
  '(?:primary|secondary|archival|unpublished|published|printed|manuscript|online|internet|web|legal|official|oral|electronic|other|newspaper) (?:and (?:primary|secondary|archival|unpublished|published|printed|online) )?(?:sources?|literature|works|materials?|references|documents|texts|archives|resources)',
  '(?:books|monographs|articles|journal articles|chapters|theses|dissertations|newspapers|periodicals|reports|interviews|websites?|web ?pages|archives|manuscripts|legislation|statutes|treaties|(?:table of )?cases|films|editions|translations)(?:,? (?:and|&) (?:book )?(?:books|monographs|articles|chapters|theses|dissertations|newspapers|periodicals|reports|websites?|archives|manuscripts|statutes|films|translations))?',
  '(?:gedruckte|ungedruckte|unveröffentlichte|veröffentlichte|archivalische|weitere|digitale) quellen', 'primärquellen', 'sekundärquellen', '(?:primär|sekundär|forschungs)literatur', 'internetquellen', 'onlinequellen', 'darstellungen', 'archivalien',
  'sources (?:primaires|secondaires|imprimées|manuscrites|d[’\']archives)', 'littérature secondaire', 'études', 'fonti (?:primarie|secondarie|archivistiche|a stampa)', 'studi', 'fuentes (?:primarias|secundarias|impresas)', 'fontes (?:primárias|secundárias)',
]);
