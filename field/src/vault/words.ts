// The words of passphrases: 2,048 that everybody knows and writes, told apart by their first four letters. Eleven bits
// each; four of them are 44, which Argon2id makes dear to guess. Loaded only where a passphrase is made or typed.

import { fold, wordsOf } from "./passphrase.ts";
import { random } from "./seal.ts";

/** Letters that tell the words apart. */
const TELLING = 4;

const COUNT = 4;

const LIST = `
  abajur abanos abate abecedar abonat abordare aburi academie acasă acces accident acid acord acrobat actor actriță
  acuarelă acvariu acvilă adânc adăpost adevăr adeziv adiere adormit adresă adult adunare aerian aerob afacere afară
  afin afiș aflat agendă ager agil agrafă agreat agricol ajun ajutor alai alamă alarmă albastru albie album aleasă
  alee alegere alfabet algă aliat alifie aliment alint almanah alpin altar altoi aluat alună alviță amar ambalaj
  amiază amic amidon amintire amnar amplu amprentă amurg amuzant analiză ananas anason anchetă ancoră anemonă angajat
  anghilă animal anotimp antenă antilopă antren anunț anvelopă aparat apel aplauze aplică apus arac aragaz arahide
  aramă arbitru arbore arbust arcaș arcuș ardei arenă argilă argument arici aripă armată armonie armură aromă arpagic
  arșiță arsură artă arteră artist arvună ascuțit așezare asfalt asin asistent aspect aspru astru astupat atelier
  atent atlas atlet atribut august auriu auroră autobuz avans aventură avere avion avocat azimă azur babă baci bacșiș
  bagaj baghetă băiat baie balaur balcon balet balon balsam baltag bambus banană banc bandă banjo baracă barbă barcă
  bard bariton barman baros barză basm baston baterie batic bătrân bazar bazin bebeluș beci bemol berărie berbec beton
  bezea biban bibelou biblie bici bidon biftec bijutier bilă bilet biliard binoclu birou biscuit bivol bizon blajin
  blană bleu bloc bluză boabă boboc bocanc boia boiler bolid boltă bomboană bonetă borcan bordei borș bostan botanic
  botez botniță boxer brad brânză braț brâu bravo brazdă bretele briceag briliant brioșă briză broască broderie bronz
  broșă brumă brunet brutar bucată buchet bucium buclă bucșă bucuros budincă bufet bufniță bufon buget bujor bulă
  bulbuc buldog buletin bulgăre bulion bumbac bunătate bunic burduf buret burghiu burlan burtă busolă bust busuioc
  butelie butoi butuc buzdugan buzunar cabană cabinet cablu cacao căciulă cactus cadou cadran cafea caiac caier câine
  caisă călător calcar cald calendar călimară calm caloric călugăr cămară cameră camion campion canapea candelă cangur
  canistră canotaj cantină capac capcană capelă capitol capră căpșună caramel carbon carcasă cardinal caretă cârmă
  carnet carpen cart carusel casă cască casetă castan căsuță catalog cățel catifea cătun cauciuc căuș căutare cavaler
  caviar cazan ceainic ceapă ceară ceașcă ceață cedru celulă centură cenușă ceramică cerb cerc cerneală cetate cetină
  chec chei chelner chibrit chiflă chimen chiparos chirie chitară chiuvetă ciclu cicoare cidru cifră cilindru cimbru
  ciment cimpoi cină cinste cioară cioban ciocan ciorap circ cireașă ciripit cisternă citadin citit ciubăr ciuperci
  ciur cizmă clădire clapă clar clasă clătită clei clește client climă clipă clopot clovn club coacăz coadă coajă
  coală coamă coardă coasă cobai cobră cocor codru cofă cofetar cofraj cojoc colac colecție colibă colorat colț
  columnă comandă combină comerț comic comoară compas conac concert condei congres conopidă consul contur copac copcă
  copertă copil coral corb corcoduș cordon coridor corn coroană corp cort cosaș cosmos costum cotă cotlet covată covor
  covrig cozonac crab cracă crai craniu crap cratiță cravată creangă credință creion cremă crenguță creson creț crin
  cristal crocant croitor cronică cruce crud crustă cuarț cucuvea cufăr cuib cuier culcuș culme culoare cultură
  cuminte cumnat cumpănă cunună cupă cupru cuptor curaj curcan curea curios curmală cursă curte cute cuțit cutremur
  cuvânt dafin dalie damasc dans dantelă dărnicie datină dealer decor dedicat deget dejun delfin delicat deltă
  demnitar dentist deochi depozit deranj descânt desert design destin detectiv devreme dezastru dezgheț diagramă
  dialog diamant dibaci dicție dihor dilemă dinozaur dinte diplomă direct dirijor disc diurnă divan doamnă dobândă
  docil doctor document dogar doină dolar domn dormitor dornic dosar dotă dovadă dovleac drag dramă drojdie dropie
  drum dubiță duios dulap dulce dulgher dumbravă duminică dungă durată durere dușumea duzină echipă ecler eclipsă
  ecluză ecou ecran ecuson educat efect efort egretă elan elefant elegant elev elice elixir email embargo emblemă
  emisar energie enigmă episod epocă epolet eroic erou esență etaj etalon etern etic evantai evoluție examen excursie
  exemplu exotic expert expres extaz fabrică faclă factor fagure faină faleză familie fanfară fantezie faptă făraș
  farfurie farmec fâșie fasole fată făurar favorit febră fecior felie femeie fenicul feribot fermă fesă festival
  fetiță fetru fibră ficat fidel fier figură fiică filă fildeș film filozof filtru finețe firmă fișă fișier fistic
  flacără flamingo flanel flaut flexibil floare flotă fluier fluture fluviu flux foaie foame foarfecă focă fochist
  folclor folie folos fond fontă forfotă formă fotbal fotograf fragă franc frasin frate frază freamăt fregată frescă
  frig friptură frișcă frizer front fruct frumos frunte fuga fuior fulg funcție fundă funie furcă furnică furtun fustă
  gafă găină gaiță galaxie galben galerie galoș gamă gândac gară gard garoafă gâscă gătit gazdă gazelă geam geantă
  gelatină gelos geniu genunchi geologie gest gheață gheizer ghem ghid ghindă ghiocel ghips ghiulea gigant gimnast
  ginere girafă giulgiu glas gleznă glob glorie glumă gluten gogoașă golf gong gospodar grabă grad grajd gram grangur
  gratii graur greblă grefier greier greu grevă grifon grijă grilă grindină grivă groapă grotă grup guler gură gurmand
  gust gutui guvern haiduc haină hală hamac hambar hamster handbal hangar hanorac hanță haos harbuz hârciog harnic
  harpă hartă hazard hazliu hectar hibrid hidrant hienă himeră hipic hoinar holdă homar horă horn hotar hotel hrană
  hrean hrib hrișcă hublou humă hurmuz husă iapă iarbă iarnă iască iasomie iaurt icoană icre ideal idee iederă ieftin
  iele ienupăr iepure ieri iertat ieșire iesle iezer igienă imagine împărat impuls înalt încălțat îndemn indigo
  îndoială inedit inel infinit înger îngheț inginer inimă înot insectă însorit insulă înțelept intrare învăț înviorat
  irigat iris isteț istoric itinerar iubire iulie iute izbândă izlaz izvor jachetă jaguar jaluzea jandarm jantă jeleu
  jerseu jertfă jghiab jocheu jongler jovial jucărie județ jumătate junglă jupan jupon jurnal kaki karate kilogram
  kiwi koala labă labirint lacăt lacrimă lăcustă ladă lădiță lagună lalea lamă lampă lămurit lână lance lanternă
  lapoviță lapte larmă larvă lasou lăstar latin laur lăutar lavă leac leafă leagăn lebădă lecție legătură legendă
  legumă lemn leneș lenjerie lentilă leopard leșie lespede leurdă leuștean libelulă libret licean lichid licurici
  lider lift ligament lighean liliac liman limbaj limită limonadă limpede linge linie linte lipie liră list literă
  litru livadă livrea locuință logic logodnă lojă lopată lotus lubeniță lucernă lucrare lujer lulea lumânare lume
  lumină lună luncă luneta lungime luni lupă luptă lustru macara măceș machetă măciucă macrou magazin magie magnet
  mahon maimuță maiou maistru malaxor mămăligă mamut mândru manej mango manieră manșetă mantou manual maraton marcă
  mare marfă margine marin marmură maro martie masă mască masiv măslină matahală matcă materie maturare mazăre mecanic
  meci medalie mediu melc melodie membru mențiune merit mesaj meserie meșter metal meteor metru mezel mezin miel miere
  miez migdală mijloc milion mimoză mină miner minge ministru minte minune miraj mire miros misiune mister mitră mixer
  mlaștină moară mobilă modă model moft mohair moleculă molid moloz moment monedă monitor morcov morman morsă moștean
  motan motiv motor movilă mozaic mreajă mucegai muchie mulțime muncă munte murături murdar murg musafir muscă mușețel
  mustăți mutare muzeu muzică nădejde năframă naiv nămete nămol nănaș năpârcă nară narcisă nasture națiune natură năut
  năvală navetă năvod neam necaz nectar negru negură nepot nerv neted neutru nevoie nichel nicovală ninsoare nisip
  nițel nivel noapte nobil noblețe noptieră nord normă noroc notă noutate novice nuanță nucă nufăr nuferi nuia număr
  nume nuntă nurcă nutreț nuvelă oaie oală oameni oară oaspete oază obelisc obicei obiect oboi obraz ocean ochelari
  ochi ocol octavă octogon odaie odihnă odor odraslă ofertă ofițer ofrandă ogar oglindă ogor ogradă oiște olar
  oleandru olimpic omagiu omăt omenie omletă omoplat ondulat onix opal opera opinie oraj orar oraș orator orbită
  ordine orez orgă orgoliu orhidee orient orizont ornament orologiu ortodox osie osmoză ospăț ostaș oștean otel oțet
  otravă ovăz oxigen ozon păcală pace pachet pact pădure pagină pagubă pahar paiață pâine palat paletă palid palmă
  pâlnie paloș palton pământ pană panglică panou pantof pânză papagal papion papuc parașută parc pardesiu părere
  parfum pârghie părinte parte pasăre pași paște patină patrulă pătură păun pavaj pavilion pază pecete pedală peisaj
  pelerin pelican penar pension pepene perdea perete perie perlă permis pernă peron persoană perucă pescar pestriț
  petală petic petrol petunie pian piatră picătură picior picnic pictor piele pieptene piersică pijama pilaf pilot
  pilulă pinguin pinten pion piper pipotă piramidă piscină pisică pistă pitic piton pivniță pixel pizza plăcintă plai
  plajă plămân plan plapumă plasă platan plecare pliant plic plimbare plită ploaie plop plug plumb pluș plută poală
  poantă poartă pocal podgorie podiș poet poezie poftă poiană pojar polar polen poliță polo pompă ponei popas popcorn
  porc portar porumb post potcoavă potecă potir potop povară poveste poză poziție praf prag prăjină prânz praștie praz
  precis prefect premiu preot presă prețios prieten primar prinț prismă privire priză proaspăt problemă proces produs
  profesor program proiect prosop protocol proză prună psalm pudel pudră pufos puiet pulover pulpă pumn pungă punte
  pupăză pupitru purpuriu pustiu puternic puzzle răbdare rachetă răcire răcoare radar radio rafală rafinat raft răgaz
  ramă rampă ramură rană rapiță raport rasă răscruce rășină răspuns rătăcit rățușcă răvaș rază război rebel rebus rece
  rechin recif reclamă recoltă redută reflex refren refugiu regat rege regină regulă relief remarcă remiză remorcă
  renume repaus reper replică reporter reptilă republic reșou rețea retină revistă rezervă ricin ridiche riglă rigolă
  rimă rindea ring rinichi risc risipă ritm ritual rival rivieră roabă roată robinet robot rocă rochie rodie rogojină
  roib roman roșcat roșie rotund rouă rozetă rozmarin rubin rubrică rucsac rudă rufe rugină ruină ruletă rulment rulou
  rumeguș rundă rupt rustic rută rutină sabie șablon șacal sacoșă safir săgeată șaibă sală salcâm șale salon salt
  salut salvie sâmbure samovar șampon sănătos sandală sanie șanț sapă șapcă șapte săpun saramură sarcină sare săritură
  sarma șarpe sărut șase satelit satin saună savoare savuros saxofon scai scală scamă scandal scară scaun scenă
  schelet schi scoarță scoică școlar scorbură scrin sculptor scump scut secară seceră secol secret secundă sediment
  seif semafor semestru semn senat senin seră șerbet serios sertar serviciu sesiune sete șevalet șezlong sezon șezut
  sfânt sfârșit sfat sfeclă sferă sfeșnic sfială sfinx sfios sfoară sfredel sidef siestă sigiliu sigur silabă silueta
  silvic simbol simigiu șină sincer șindrilă sinus șipcă șipot sirenă sirop sistem sită situație slănină sloi slujbă
  smalț smântână smarald smerit smirnă smoală smochină șnițel snop șnur soacră șoaptă soare sobă sobru soclu socru
  sodă șofer șofran șoim solar soldat solist solniță solz sombrero somn somon sonată sondă sonet șopârlă șopron soră
  șoric sort șosea șpaclu spaghete spanac spate specie speranță spic spiral spital splai splendid splină sport
  sprinten spumă stadion stafidă stâlp ștampilă stână staroste statuie stea stejar stelar stemă stepă ștergar ștevie
  sticlă știință stilou stindard știre știucă stofă stog stol stomac stradă strigăt strofă strugure studiu stuf stup
  subiect sublim șubred subteran succes suflet sugestie șugubăț șuier suită sultan sumă șuncă sunet supă super surâs
  surpriză sursă surtuc șurub sută suveică șuviță șuvoi tabără tablă tabu tacâm tăcere tăciune taifas tainic tăiței
  taler talger talie tălmaci talon talpă tămâie tambur tâmplar tânăr tandru tangou țânțar tapet tarabă țarc targă
  tarhon tarif tartină tastă tată taur tavan tavernă taxi teacă țeapă teatru țeavă tehnic telefon țelină temelie
  templu tendon tenis tenor teracotă teren termos țesătură test țesut tezaur tigaie tighel țiglă tigru tihnă timbru
  timid timp tindă tineret tinichea țintă ținut tipar tiraj tisă titirez titlu toaletă toamnă tobă tobogan tocană
  tocilar tocmeală toiag tomată tombolă tonic topaz topor torent tort totem tovarăș tractor tradiție trafic traistă
  tramvai tranzit trapez traseu tratat traversă treaptă tren trestie tribună tricou trident trifoi trilogie trio
  tripletă triunghi trofeu troiță trompetă tronc tropical troscot trotuar trudă trufaș trunchi trupă trusă tufă tufiș
  țuică tulnic tulpină țundră tunel turban țurcă turist turlă turn turtă tutore tutun ucenic ulcior ulei uliță uliu
  umăr umbrelă umor unchi undă undiță unealtă unelte ungher unicorn uniform unire unitate uniune univers uragan urare
  urdă ureche uriaș urmă urnă urzeală urzică ușor usturoi util utopie uzină vacanță vafă vagon vale valiză valoare
  vals vampir vânat vanilie vânt vânzare vapor vară vârcolac vârf vârstă vârtej varză vâsc vâslă vatră vază văzduh
  vecin vedetă vegetal vehicul veioză velă velur venă verandă verb verde verigă vers vesel veșmânt veste veteran
  veverița viaduct viață viclean victorie viezure vifor viitor vijelie vilă vinete vioară vioi violet viorea viperă
  virgulă virtute viscol vișin vită viteaz vitraliu vizită vizor vizuină vlăstar voal voce voievod voinic voios volan
  volei volt volum vopsea vorbă vrabie vrac vrăjitor vreasc vrednic vrej vreme vuiet vulcan vulpe vultur xilofon yacht
  yală yoga zăbală zăbrea zăgaz zahăr zală zambilă zână zăpadă zare zarvă zarzăr zăvor zbor zburător zdravăn zeamă
  zebră zefir zenit zestre zgârie zglobiu zgomot zgură ziar zidar zilnic zimbru zinc zmeu zodiac zonă zori zugrav
  zurgălău zvon
`;

/** The list, in the order of the alphabet. */
export const WORDS: readonly string[] = LIST.trim().split(/\s+/);

const BY_START = new Map(WORDS.map((word) => [fold(word).slice(0, TELLING), word]));

/** Four random words. */
export function passphrase(): string {
  const drawn = new Uint16Array(random(COUNT * 2).buffer);
  return Array.from(drawn, (number) => WORDS[number % WORDS.length]).join(" ");
}

/** Words that begin as what is being typed, to choose from. */
export function complete(start: string, limit = 5): readonly string[] {
  const folded = fold(start.trim());
  return folded === "" ? [] : WORDS.filter((word) => fold(word).startsWith(folded)).slice(0, limit);
}

/** What was typed, with every word that is told apart by its beginning written out. */
export const expand = (typed: string): string =>
  wordsOf(typed)
    .map((word) => wordFor(word) ?? word)
    .join(" ");

/** The place, from 1, of the first word that the list does not have; null when all are in it. */
export function strangerIn(typed: string): number | null {
  const place = wordsOf(typed).findIndex((word) => wordFor(word) === undefined);
  return place < 0 ? null : place + 1;
}

/** Whether this is four words of the list, each known by its beginning; so it may be tried. */
export function isWhole(typed: string): boolean {
  const words = wordsOf(typed).map(wordFor);
  return words.length === COUNT && !words.includes(undefined);
}

/** Beyond four letters the rest has to be right too: a slip of the finger is told before it costs a try. */
function wordFor(typed: string): string | undefined {
  const word = BY_START.get(typed.slice(0, TELLING));
  if (typed.length >= TELLING) return word !== undefined && fold(word).startsWith(typed) ? word : undefined;
  const [only, ...others] = complete(typed, 2);
  return others.length === 0 ? only : undefined;
}
