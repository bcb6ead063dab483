import type { CslType } from '../csl.js';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const lines = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s*[,\n]\s*/));

/** Month names and their abbreviations in English, German, French, Italian and Spanish, without accents, to 1..12. */
export const months: ReadonlyMap<string, number> = new Map(
  [
    'january jan januar janner janvier janv gennaio genn gen enero ene',
    'february feb februar fevrier fev febbraio febb febrero',
    'march mar marz maerz mars marzo',
    'april apr avril avr aprile abril abr',
    'may mai maggio magg mag mayo',
    'june jun juni juin giugno giu junio',
    'july jul juli juillet juil luglio lug julio',
    'august aug aout agosto ago',
    'september sept sep septembre settembre sett set septiembre setiembre',
    'october oct oktober okt octobre ottobre ott octubre',
    'november nov novembre noviembre',
    'december dec dezember dez decembre dicembre dic diciembre',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

/** Seasons to CSL's 1 spring to 4 winter. */
export const seasons: ReadonlyMap<string, number> = new Map(
  ['spring fruhjahr fruhling printemps primavera', 'summer sommer ete estate verano', 'autumn fall herbst automne autunno otono', 'winter hiver inverno invierno']
    .flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

/** Words that stand small within a name, in many languages. */
export const nameParticles = words(`
  van von vom der den de del della delle dello di da dal dalla du des d' la le lo los las dos das do af av ter ten te
  zu zum zur al el bin ibn ben bint abu st st. san santa mac y i`);

/** Offices and honours that stand before a name and are no part of it. */
export const offices = words(`
  president secretary-general secretary chancellor minister senator ambassador general colonel admiral justice judge dr prof
  professor sir lady lord dame rev reverend bishop pope prime hon right honourable`);

/** A name that holds one of these is an organisation's, and is kept whole. */
export const organisationWords = words(`
  abteilung academy administration agency alliance amt archive archives assembly associates association authority bank board
  body broadcasting bundesamt bundestag bureau center centre chamber club coalition collaboration college commission
  commissione committee commonwealth community company conference congress consortium consulate corporation council court
  department directorate embassy federation forum foundation fund government group gruppe gesellschaft headquarters house
  initiative institut institute institution international istituto journal kommission laboratory league library magazine
  ministerium ministero ministry mission monitor museum nations network news newspaper observatory office organisation
  organization parliament partnership party police press programme program project regione registry review school secretariat
  senate service society staff state states statistisches stiftung task times treasury trust union united universita
  universität université university verband verein watch zentrum`);

/** A chunk of a reference that holds one of these is likely the publisher. */
export const publisherWords = words(`
  press verlag publishers publisher publishing publications publication books éditions edition editions editore editrice
  editori editorial edizioni presses imprint arts house inc ltd gmbh company co sons institute institut institution center
  centre foundation society association university network council office organisation organization ministry department
  bureau committee commission agency uitgeverij yayınları druckerei buchhandlung libraire librairie imprimerie tipografia stamperia
  academic elsevier springer routledge wiley sage blackwell penguin pearson macmillan palgrave harper harpercollins norton
  verso polity penguin vintage knopf brill gruyter reclam suhrkamp fischer rowohlt beck mohr nomos campus transcript olschki
  einaudi mondadori laterza bollati feltrinelli gallimard seuil puf fayard flammarion armand-colin vrin karthala l'harmattan
  mcgraw-hill prentice-hall prentice addison-wesley birkhäuser vandenhoeck ruprecht böhlau steiner franz franco angeli
  marsilio utet zanichelli mulino giuffrè cedam ashgate elgar bloomsbury continuum methuen heinemann collins faber
  random doubleday viking basic simon schuster little brown free oup cup ieee acm usenix mit up`);

/** Cities that publishers give as their place; "London", "New York", lower-cased. */
export const places = lines(`
  aldershot, amsterdam, ankara, ann arbor, antwerp, antwerpen, athens, athina, austin, baden-baden, baltimore, bamberg, barcelona, bari, basel
  basingstoke, bath, bâle, beijing, beirut, belgrade, bergamo, berkeley, berlin, bern, berne, bielefeld, birmingham, bloomington
  boca raton, bochum, bologna, bonn, boston, boulder, braunschweig, bremen, brescia, breslau, brighton, bristol, brussels, bruxelles
  bucharest, budapest, buenos aires, cairo, cambridge, cambridge ma, cambridge mass, canberra, cape town, catania, chapel hill
  cheltenham, chicago, chichester, cologne, copenhagen, darmstadt, delhi, den haag, detroit, dordrecht, dresden, dublin, durham
  düsseldorf, edinburgh, englewood cliffs, erlangen, essen, evanston, exeter, farnham, ferrara, firenze, florence, frankfurt
  frankfurt a. m., frankfurt am main, frankfurt/m., frankfurt/main, freiburg, freiburg i. br., freiburg im breisgau, genève, geneva, genf, genova
  glasgow, glencoe, gothenburg, göttingen, graz, grenoble, groningen, hague, halle, hamburg, hannover, harmondsworth, harlow, heidelberg
  helsinki, hillsdale, hoboken, hong kong, honolulu, houndmills, indianapolis, innsbruck, ipswich, istanbul, ithaca, jena, jerusalem
  johannesburg, karlsruhe, kassel, kiel, kiev, kingston, königstein, konstanz, köln, kraków, kyoto, lanham, lausanne, leeds, leicester, leiden
  leipzig, leuven, lima, lincoln, linz, lisboa, lisbon, liverpool, ljubljana, london, londres, los angeles, lund, luxembourg, lyon, madison
  madrid, malden, manchester, mannheim, marburg, melbourne, messina, mexico, miami, milan, milano, milwaukee, minneapolis, modena, montpellier
  montreal, montréal, moscow, munich, münchen, münster, nairobi, nancy, napoli, new brunswick, new delhi, new haven, new york, new york city
  newbury park, newcastle, nijmegen, norman, norwich, nottingham, nürnberg, oldenburg, opladen, oslo, ottawa, oxford, padova, palermo
  palo alto, paris, parma, perugia, philadelphia, pisa, pittsburgh, portland, potsdam, prag, prague, princeton, providence, québec, ravenna
  reading, regensburg, rio de janeiro, roma, rome, rotterdam, saarbrücken, salzburg, san diego, san francisco, santa monica, santiago, são paulo
  seattle, seoul, sevilla, shanghai, sheffield, siena, singapore, sofia, southampton, st. louis, st. petersburg, stanford, stockholm
  strasbourg, stuttgart, sussex, sydney, taipei, tel aviv, thousand oaks, the hague, tokyo, torino, toronto, toulouse, treviso, trieste
  tübingen, turin, udine, umeå, university park, uppsala, upper saddle river, urbana, utrecht, vancouver, venezia, venice, verona, vicenza
  vienna, warsaw, warszawa, washington, washington dc, washington d.c., weinheim, westport, wien, wiesbaden, winchester, würzburg, york, zagreb
  zürich, zurich`);

/** Newspapers, magazines and news services by the type of what appears in them. */
export const periodicals: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ...[...lines(`
    bbc news, bbc, cnn, al jazeera, reuters, associated press, agence france-presse, financial times, the financial times, the guardian
    guardian, the observer, the times, the sunday times, times of london, the daily telegraph, daily telegraph, the telegraph, the independent
    independent, daily mail, the new york times, new york times, the washington post, washington post, the wall street journal, wall street journal
    los angeles times, usa today, the boston globe, boston globe, chicago tribune, the age, the australian, the sydney morning herald
    sydney morning herald, the irish times, irish times, the scotsman, haaretz, the jerusalem post, the hindu, le monde, le figaro, libération
    die zeit, die welt, süddeutsche zeitung, frankfurter allgemeine zeitung, frankfurter rundschau, neue zürcher zeitung, taz, der standard
    la repubblica, corriere della sera, la stampa, el país, el mundo, abc news, nbc news, cbs news, fox news, politico, npr, sky news
    the national, the globe and mail, the toronto star, south china morning post, the moscow times`)].map((name): [string, CslType] => [name, 'article-newspaper']),
  ...[...lines(`
    the economist, economist, the atlantic, atlantic, the new yorker, new yorker, time, time magazine, newsweek, foreign policy, the nation
    the spectator, new statesman, der spiegel, spiegel, the new republic, harper’s magazine, harper's magazine, vanity fair, wired, the diplomat
    london review of books, the new york review of books, new york review of books, vice, slate, prospect, l’express, focus`)].map((name): [string, CslType] => [name, 'article-magazine']),
]);

/** Given names common enough to tell "Family, Given" from "Family, Title". */
export const givenNames = words(`
  aaron abba abdul adam adrian ahmed alan albert alessandro alex alexander alfred ali alice alison allan amy ana andrea andreas andrew angela
  ann anna anne annette anthony antonio arthur audrey barbara ben benedict benjamin bernard bernd bernhard betty bill bob brian bruce carl carla carlo carlos
  carol caroline catherine charles charlie charlotte chloe chris christian christina christine christoph christopher claire claude claudia
  claus colin craig dale dan daniel dave david deborah denis dennis diana diane dieter dominique donald doris dorothy douglas dounia edgar edith
  edmund eduard edward edwin elena elisabeth elizabeth ellen emil emily emma eric erich erik ernest ernst erving eugen eugene eva evelyn felix
  ferdinand fernando florian frances francesco francis franco françois frank franz fred frederick friedrich fritz gabriel gabriele gary
  geoffrey georg george georges gerald gerard gerd gerhard gertrud gianni gilbert gina giorgio giovanni giulio giuseppe gordon graeme graham
  greg gregory günter günther guy hans harald harold harry hassan hedley heinrich heinz helen helga helmut henri henry herbert hermann hilary
  horst howard hugh ian ibrahim ines inge ingrid irene isabel ivan jack jackie jacob jacques james jan jane janet jason jean jeff jeffrey jennifer
  jeremy jerome jerry jessica jill jim joan joanna joe joel johan johann johannes john jon jonathan jonathon jörg jorge josé josef joseph joshua
  joy juan judith julia julian julie jürgen justin karen karin karl kate katherine kathleen keith kenneth kevin kim klaus konrad kurt larry laura
  lawrence lee leo leon leonard lewis linda lisa louis louise luca lucy ludwig luigi luis luke lynn manfred manuel marc marcel marco marcus margaret
  maria marie marina mario marion mark markus marta martha martin mary matthew matthias maurice max maxime melanie michael michel michele
  miguel mike mitchell mohamed mohammed monica monika nancy natalie nathan neil nicholas nick nicola nicolas nicole nigel nikolaus noam norbert
  norman olaf oliver olivier oscar oskar otto pamela paola paolo pascal patricia patrick paul paula pedro peter petra philip philipp philippe
  pierre pietro rachel rainer ralf ralph raymond rebecca reinhard renate renato richard rita robert roberto robin roger roland rolf roman ronald
  rosa rosemary roy rudolf rupert russell ruth ryan sally sam samir samuel sandra sara sarah scott sean sebastian sergio shirley sidney siegfried
  silvia simon simone sophie stefan stefano stephan stephanie stephen steve steven stuart sue sumit susan susanne suzanne sylvia ted teresa theodor
  theodore thomas tim timothy tina todd tom tommaso tony ulrich ulrike umberto ursula uwe valerie vera veronica victor victoria vincent virginia
  vittorio volker walter warren wayne wendy werner wilfried wilhelm will william wolfgang yves zoe`);

/** Words that a point may follow without ending a sentence, lower-cased and without the point. */
export const abbreviations = words(`
  vol vols no nos nr p pp ed eds edn hrsg hg bd bde jg s ss f ff fn anm art ch chap ca cf vgl vs v etc al op cit loc n nn para paras par sec sect fig figs tab trans
  transl dir coll ser suppl repr rev aufl aug st dr prof mr mrs ms jr sr gen col sgt inc ltd co corp univ dept ibid ebd id usw bzw z u a i e g d h m
  jan feb mar apr jun jul sept sep oct nov dec okt dez mai j int soc assoc natl am aust austl q bull proc phys chem lett acad sci biol med res
  arch ann inst aufl bearb übers erw unveröff diss habil masch zit sog hon rt ex q r cent edit tom t h c l w k o b approx est pt pts ms mss
  n.d s.d u.s u.k u.n d.c i.e e.g`);

/** Words that prose is made of and references are not: what tells a remark from a reference. */
export const proseWords = words(`
  is are was were be been being has have had do does did will would could should may might can must shall
  that this these those which who whom whose what it its he she they we i his her their our my there here
  not but although though while whilst whereas because since however moreover furthermore therefore thus also only more most
  than such as if when whether argues argue argued notes note noted suggests suggest shows show seems seem makes made gives given
  ist sind war waren wird werden wurde wurden hat haben hatte kann können soll sollte nicht aber auch dass daß dieser diese dieses diesem diesen es
  sie er wir ich ihre seine meine jedoch allerdings dazu hierzu dabei sowie nur noch
  est sont était étaient ont avait qui que cette ces il elle ils nous mais aussi
  è sono era erano ha hanno che questo questa non anche`);

/** Words that join two references and say nothing of either; "E" and "Y" are initials. */
export const conjunctions = words('and und sowie et e y');
