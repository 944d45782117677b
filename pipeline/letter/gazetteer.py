"""The words by which letters name their own parts: English, Uyghur in both scripts, and the chief ones of others.

Every entry is in lower case. A phrase is looked for at the start of a line, whole, with a slip or two where it is long.
"""

from pipeline.letter.romanize import romanize

Phrases = tuple[str, ...]


def _phrases(english: str, uyghur: str, others: str = "") -> Phrases:
    """Return the phrases of all lists, parted by bars, and the Uyghur ones in Latin script too."""
    native = tuple(phrase.strip() for phrase in uyghur.strip().split("|") if phrase.strip())
    foreign = tuple(phrase.strip() for phrase in english.strip().split("|") if phrase.strip())
    rest = tuple(others.split("|")) if others else ()
    return (*foreign, *native, *rest, *map(romanize, native))


def _words(english: str, uyghur: str) -> frozenset[str]:
    return frozenset((*english.split(), *uyghur.split(), *romanize(uyghur).split()))


SALUTATIONS = _phrases(
    "dear|my dear|dear sir|dear sirs|dear madam|dear friend|dear friends|dear colleague|my dear sir"
    "|my dear madam|dearest|gentlemen|sir|sirs|madam|ladies and gentlemen"
    "|to whom it may concern|your excellency|excellency"
    "|darling|my darling|my love|hi|good morning|good day|comrade|comrades|brothers and sisters"
    "|dear all|fellow members"
    "|mr president|honourable sir|respected sir|greetings|hello|dear sir or madam|my lord|your holiness|mesdames",
    "ھۆرمەتلىك|ئىززەتلىك|قەدىرلىك|قىممەتلىك|سۆيۈملۈك|ئەزىز|ئەسسالامۇ ئەلەيكۇم|ئەسسالامۇئەلەيكۇم|ياخشىمۇسىز|سالام"
    "|سۆيۈملۈكۈم|قەدىردان|قەدىرلىكىم|ۋاپادار|ھۆرمەتكە سازاۋەر|دوستۇم|ئانا|ئاتا|دادا|ئاپا|قېرىندىشىم|ياخشىمۇ سىز"
    "|ئەسسالام ئەلەيكۇم|ۋەئەلەيكۇم ئەسسالام|مۇھتەرەم|مۇناسىۋەتلىك كىشىلەرگە|ئەسسالام|ياخشىمۇسىلەر|جاناب",
    "cher|chère|chers|mon cher|ma chère|mes chers|cher ami|monsieur|madame|messieurs|lieber|liebe"
    "|liebes|liebster|liebste"
    "|mein lieber|meine liebe|mein liebes|meine liebste|mein liebster|lieber freund|lieber herr"
    "|liebe frau|teuerster|teurer"
    "|verehrtester|verehrter herr|geehrter herr|hochgeehrter|euer hochwohlgeboren|sehr verehrter"
    "|sehr geehrter|sehr geehrte|verehrter"
    "|hochverehrter|sayın|değerli|sevgili|kıymetli|muhterem|сәламәтсиз|һөрмәтлик|уважаемый|уважаемая"
    "|уважаемые|дорогой|дорогая|многоуважаемый|құрметті",
)
CLOSINGS = _phrases(
    "yours sincerely|yours faithfully|yours truly|yours very truly"
    "|yours very sincerely|yours respectfully|yours ever"
    "|yours cordially|yours|sincerely|sincerely yours|faithfully"
    "|faithfully yours|very truly yours|very sincerely yours"
    "|very truly|truly yours|respectfully|respectfully yours|very respectfully|very respectfully yours|cordially"
    "|cordially yours|with kind regards|with kindest regards"
    "|kind regards|kindest regards|best regards|with best regards"
    "|regards|best wishes|with best wishes|with warm regards|warm regards|warmest regards|with respect"
    "|with great respect|with highest esteem|i am sir|i am dear sir|i am gentlemen|i am madam|i remain|i remain sir"
    "|i remain dear sir|we remain|we are gentlemen"
    "|i have the honour to be|i have the honor to be|your obedient servant"
    "|your most obedient servant|in solidarity|gratefully"
    "|your loving|your affectionate|ever your|ever yours|your devoted|lovingly|lovingly yours|your friend|your son"
    "|your daughter|your brother|your sister|yours always|always yours|yours very faithfully|yours in haste|cheers"
    "|many thanks|until then|god bless you|all the best|all good wishes|with all good wishes"
    "|gratefully yours|fraternally|fraternally yours|affectionately"
    "|yours affectionately|as ever|love|with love|best|believe me|for and on behalf of|on behalf of|assuring you",
    "ھۆرمەت بىلەن|چوڭقۇر ھۆرمەت بىلەن|ئېھتىرام بىلەن"
    "|چوڭقۇر ئېھتىرام بىلەن|سالام بىلەن|چوڭقۇر سالام بىلەن|ئالىي ھۆرمەت بىلەن"
    "|ئىززەت بىلەن|سەمىمىي سالام بىلەن|سەمىمىيەت بىلەن|رەھمەت بىلەن"
    "|تەشەككۈر بىلەن|ھۆرمەت ۋە سالام بىلەن|چىن كۆڭلۈمدىن"
    "|سىزنى سېغىنىپ|سېنى سېغىنىپ|سىلەرنى سېغىنىپ|سېغىنىپ|سېغىنغان ھالدا|ھۆرمەت قىلىپ|ھۆرمىتىمىز بىلەن|خەير خوش|خوش"
    "|ئامان بولۇڭ|سالامەت بولۇڭ|ئاللاھقا ئامانەت قىلىپ|دۇئا بىلەن|سۆيگۈ بىلەن|مېھىر بىلەن|مىننەتدارلىق بىلەن"
    "|چوڭقۇر مىننەتدارلىق بىلەن|ئىززەت ئېكرام بىلەن|ئىشەنچ بىلەن|ئەڭ ياخشى تىلەكلەر بىلەن|ئېھتىراملار بىلەن"
    "|ئىززەت ۋە ھۆرمەت بىلەن|ھۆرمەت ۋە ئېھتىرام بىلەن|ھۆرمىتىم بىلەن|سېغىنىش بىلەن|دۇئايىم بىلەن|ئاللاھقا ئامانەت",
    "votre|bien à vous|votre dévoué|votre tout dévoué|votre ami|votre serviteur|agréez|recevez"
    "|croyez|respectueusement"
    "|affectueux souvenirs|amitiés|amicalement|mille amitiés|je suis|j'ai l'honneur|dein|deine|ihr"
    "|ihre|euer|eure|herzlich"
    "|herzliche grüße|herzlichen gruß|herzlichen dank|viele grüße|viele herzliche grüße|beste grüße|mit besten grüßen"
    "|mit bestem gruß|mit gruß|mit herzlichem gruße|mit vielen grüßen|mit deutschem gruß|mit vorzüglicher hochachtung"
    "|in vorzüglicher hochachtung|mit ausgezeichneter hochachtung|mit hochachtung|mit aller hochachtung|in liebe"
    "|in treue|in alter treue|in alter freundschaft|in herzlicher liebe|in herzlicher freundschaft"
    "|leben sie wohl|lebe wohl"
    "|leb wohl|lebewohl|auf wiedersehen|mit ergebenstem gruß|ergebenst|ihr ergebener"
    "|ihr sehr ergebener|ganz der ihrige"
    "|ganz ihr|dein treuer|deine treue|mit der größten hochachtung|mit verehrung|mit herzlicher verehrung|gruß|grüße"
    "|herzliche grüsse|viele grüsse|mit freundlichem gruß|mit freundlichen grüssen|cordialement"
    "|affectueusement|bien cordialement|veuillez agréer|mit freundlichen grüßen"
    "|saygılar|selamlarımla|saygı ve sevgilerimle|hürmetlerimle|arz ederim|arz ederiz|һөрмәт билән"
    "|hochachtungsvoll|mit herzlichen grüßen|mit herzlichem gruß|herzlichst|saygılarımla|saygılarımızla|с уважением"
    "|искренне ваш|с искренним уважением|құрметпен",
)
# What a subject ends in, in Uyghur: "about".
ABOUT = (
    "توغرىسىدا",
    "ھەققىدە",
    "خۇسۇسىدا",
    "توغرۇلۇق",
    "toghrisida",
    "heqqide",
    "xususida",
)  # ends a subject in Uyghur
SUBJECTS = _phrases(
    "subject|re|subj|regarding|in re|concerning|object",
    "تېما|ماۋزۇ|مەۋزۇ|خۇسۇسىدا|توغرىسىدا|تېمىسى|ماۋزۇسى|مەزمۇن|مەزمۇنى|ھەققىدە",
    "konu|betreff|betr|betrifft|objet|concerne|тема|тақырып|мавзу",
)
BARE_SUBJECTS = ("re", "in re", "betr")  # need no mark after them: no sentence begins so
REFERENCES = _phrases(
    "ref|reference|our ref|your ref|my ref|our reference|your reference|my reference|ref no"
    "|reference no|file|file no|no|nos|number|letter no"
    "|in reply refer to|in reply please quote|please quote|case no"
    "|protocol no|serial no|index|despatch no|dispatch no"
    "|enclosure no|our file|your file|№|code",
    "نومۇر|نومۇرى|خەت نومۇرى|ھۆججەت نومۇرى|نومۇرىمىز|سان|تەرتىپ نومۇر"
    "|تەرتىپ نومۇرى|ئارخىپ نومۇرى|مەكتۇپ نومۇرى|خەت سانى",
    "lettre n°|n°|nr|aktenzeichen|az|geschäftszeichen|zeichen|unser zeichen|ihr zeichen|réf|réference|v. réf|n. réf"
    "|sayı|evrak no|ilgi|i̇lgi|aktenzeichen|исх|исх. №|исх. no|вх|на №",
)
MARKS = _phrases(
    "confidential|strictly confidential|private|private and confidential"
    "|personal|personal and confidential|copy|duplicate"
    "|translation|by air mail|air mail|airmail|via air mail|by hand"
    "|registered|urgent|secret|top secret|restricted|via e-mail"
    "|via email|by e-mail|by fax|via fax|via facsimile|draft"
    "|without prejudice|immediate|original|telegram|by registered post",
    "مەخپىي|تولىمۇ مەخپىي|جىددىي|كۆچۈرۈلمە نۇسخا|نۇسخا|شەخسىي|تەرجىمە|ئالدىراش|تېلېگرامما",
    "personnelle|personnel|confidentiel|copie|recommandé|par avion|persönlich|vertraulich|abschrift|einschreiben"
    "|durchschlag|kişiye özel|gizli|iadeli taahhütlü|лично|конфиденциально|заказное",
)
PAPERS = _phrases(
    "memorandum|memo|internal memorandum|office memorandum|notice|circular|application|petition|invitation|certificate",
    "ئىلتىماس|ئىلتىماسنامە|ئۇقتۇرۇش|ئۇقتۇرۇشنامە|تەكلىپنامە|مەلۇمات|دوكلات|ئەرز|ئەرزنامە|تەبرىكنامە"
    "|تونۇشتۇرۇش|چاقىرىقنامە",
)
ADDRESSEES = _phrases(
    "to|to the|attn|attention|for the attention of|recipient|to be delivered to|addressee|deliver to",
    "يوللانغان ئورۇن|بارىدىغان ئورۇن|تارقىتىلغان ئورۇن|قەيەرگە|نەگە|قوبۇل قىلغۇچى ئورۇن|تاپشۇرىدىغان ئورۇن"
    "|تاپشۇرۇپ ئالغۇچى|تاپشۇرۇۋالغۇچى|خەت تاپشۇرۇۋالغۇچى|قوبۇللىغۇچى|قوبۇل قىلغۇچى|كىمگە|ئالغۇچى|خەت ئالغۇچى",
    "alıcı|an|an den|an die|an das|an herrn|an frau|herrn|frau|à monsieur|à madame|à m|a monsieur|a madame"
    "|monsieur le|madame la|aufschrift|adresse|кому|kime",
)
SENDERS = _phrases(
    "from|sender|return address",
    "يوللىغان ئورۇن|ئەۋەتكۈچى ئورۇن|ئەۋەتكەن ئورۇن|نەدىن|قەيەردىن|يوللىغۇچى ئورۇن|يوللىغۇچى"
    "|ئەۋەتكۈچى|كىمدىن|خەت يوللىغۇچى|خەت ئەۋەتكۈچى",
    "gönderen|kimden|absender|von|от кого|от",
)
DATES = _phrases(
    "date|dated|the|date of letter",
    "چېسلا|چىسلا|چېسلاسى|ۋاقتى|كۈنى|ۋاقىت|يېزىلغان ۋاقتى|يېزىلغان كۈنى|خەت يېزىلغان ۋاقىت",
    "tarih|datum|дата|күни",
)
POSTSCRIPTS = _phrases(
    "p.s|ps|p.p.s|pps|p s|p p s|n.b|nb|n b|postscript",
    "ئەسكەرتىش|ئەسكەرتمە|قوشۇپ قويۇش|يەنە|يەنە بىر گەپ|خەت ئاخىرى|يەنە شۇ|ئىزاھات|ئىلاۋە سۆز|قوشۇمچە سۆز",
    "nachschrift|p. scr|n. s|post-scriptum|post scriptum|nachtrag|not|hamiş|з.ы|p. s. |п.с",
)
ENCLOSURES = _phrases(
    "enclosure|enclosures|encl|encls|enc|encs|enclosed|attachment"
    "|attachments|attached|annex|annexes|appendix|inclosure",
    "قوشۇمچە|قوشۇمچىلار|قوشۇمچىسى|ئىلاۋە|قوشۇپ ئەۋەتىلدى|قوشۇپ يوللاندى|ئىلۋە",
    "ek|ekler|anlage|anlagen|annexe|pièce jointe|pièces jointes|приложение|приложения",
)
COPIES = _phrases(
    "cc|c.c|c c|bcc|copy to|copies to|copy for|copies|copy sent to|cc to|carbon copy|distribution",
    "كۆچۈرمە|كۆچۈرۈلمىسى|كۆچۈرمىسى|نۇسخىسى|كۆچۈرۈپ يوللا|كۆپەيتىلگەن نۇسخىسى|نۇسخا ئەۋەتىلگەن ئورۇن",
)
CONTINUED = _phrases("continued|over|p.t.o|pto|contd|cont'd|please turn over", "داۋامى بار|داۋامى|ئارقىسىدا")
# Words that a leave in Uyghur ends with, or holds: "with respect", "wishing", "who misses you", "in the name of".
LEAVE_ENDS = _words("", "بىلەن نامىدىن تىلەپ سېغىنىپ كۈتۈپ ۋاكالىتەن")
LEAVE_WORDS = _words("", "سېغىنغۇچى سېغىنغۇچىڭىز سېغىنغان سۆيگۈچى سۆيگۈچىڭىز ھۆرمەتلىگۈچى دۇئاگۇي دۇئاگۇيىڭىز تىلىگۈچى")
GREETINGS = frozenset(phrase for phrase in SALUTATIONS if " " not in phrase)
HONORIFICS = _words(
    "mr mrs ms miss messrs dr prof professor rev reverend hon "
    "honourable honorable sir lord lady viscount baron count "
    "his her excellency h.e madame monsieur president pres senator "
    "colonel col capt captain general gen rabbi bishop "
    "archbishop esq esquire justice judge ambassador mm mme mlle herr frau "
    "bay bayan herrn frau господину госпоже тов г-ну г-же",
    "ئەپەندى ئەپەندىگە ئەپەندىم ئەپەندىمگە خانىم خانىمغا جاناب "
    "جانابلىرى جانابلىرىغا دوكتور پروفېسسور ھاجى ھاجىم قارى "
    "بەگ ئاكا ئاچا ئۇستاز مۇئەللىم",
)
SMALL_WORDS = _words(
    "of the a an for to and in on at by with from our my de du des la le les et l à au aux der die das und für von zu "
    "ve için",
    "ۋە بىلەن ئۈچۈن",
)
TITLES = _words(
    "president chairman chairmen chairperson chairwoman chair secretary director "
    "manager mayor minister treasurer commissioner editor "
    "consul ambassador counsel attorney professor rector dean principal "
    "superintendent officer head chief representative "
    "delegate deputy acting vice assistant adviser advisor clerk "
    "registrar librarian coordinator spokesman spokesperson "
    "founder partner agent governor inspector general commander engineer controller accountant "
    "başkan başkanı müdür müdürü müdürlüğüne başkanlığına директор директору председатель председателю начальнику "
    "начальник ректор ректору президент президенту министру секретарь секретарю заведующему",
    "رەئىس رەئىسى مۇدىر مۇدىرى دىرېكتور دىرېكتورى كاتىپ كاتىپى مىنىستىر "
    "مىنىستىرى مۇئاۋىن پرېزىدېنت پرېزىدېنتى پروفېسسور "
    "باشلىق باشلىقى مۇھەررىر مۇھەررىرى ۋەكىل ۋەكىلى ئەلچى ئەلچىسى "
    "مەسئۇل مەسئۇلى مەسئۇللىرى رەھبەرلىرى رەھبەر ئاقساقىلى رېژىسسورى يېتەكچىسى "
    "مۇدىرلىرى دېكان رېكتور مۇتەخەسسىس باشقۇرغۇچى",
)
ORGANISATIONS = _words(
    "office department ministry university college school council "
    "committee association society bank institute foundation "
    "congress embassy consulate government commission company co "
    "corporation corp inc ltd limited llc union federation "
    "agency bureau board centre center library museum organization "
    "organisation league administration service services "
    "secretariat court parliament assembly house hospital press academy "
    "authority trust club party railway cathedral seminary works mill mills "
    "factory brothers bros sons archive archives fund "
    "senate sénat chambre ministère université société comité académie bibliothèque reichstag bundestag ministerium "
    "universität gesellschaft verein amt verlag akademie bibliothek archiv seminar konsistorium "
    "derneği vakfı bakanlığı müdürlüğü üniversitesi institut институт академия министерство "
    "издательство общество комитет",
    "قۇرۇلتىيى قۇرۇلتاي جەمئىيىتى جەمئىيەت فوندى فوندىسى ئۇنىۋېرسىتېتى "
    "ئىنستىتۇتى مىنىستىرلىقى ئىدارىسى شىركىتى كومىتېتى "
    "مەركىزى ھۆكۈمىتى ئاكادېمىيىسى تەشكىلاتى ئىتتىپاقى باشقارمىسى "
    "ئىشخانىسى بانكىسى نەشرىياتى مەكتىپى مەكتەپ بىرلەشمىسى "
    "بۆلۈمى كۇتۇپخانىسى ۋەخپىسى ۋەقپى ئەلچىخانىسى كونسۇلخانىسى "
    "پارلامېنتى يۇرتى كېڭىشى گۇرۇپپىسى بىرلىكى دوختۇرخانىسى ئۇيۇشمىسى كاتىپلىقى بۆلۈم باشقارما گېزىتى ژۇرنىلى زاۋۇتى "
    "ئارخىپى تىياتىرى كىتابخانىسى رادىيوسى مۇزېيى ئىشخانا كوللېگىيىسى تەھرىراتى كەسپىي ئاسسوتسىئاتسىيىسى",
)
PLACES = _words(
    "street st road rd avenue ave lane square box floor suite building "
    "place drive boulevard blvd park terrace court gardens "
    "house city county california london paris usa u.s.a uk england "
    "germany turkey istanbul ankara washington york cal "
    "france switzerland geneva munich australia canada kazakhstan "
    "almaty strasse straße platz sokak caddesi mahallesi no",
    "كوچىسى كوچا يولى يول قەۋەت بىنا بىناسى شەھىرى شەھەر رايونى رايون "
    "مەھەللىسى مەھەللە ناھىيىسى ۋىلايىتى ئۆلكىسى ئۈرۈمچى "
    "قەشقەر غۇلجا خوتەن ئاقسۇ تۇرپان ئىستانبۇل ئەنقەرە ميۇنخېن ئالمۇتا "
    "ئالمائاتا بېيجىڭ تۈركىيە گېرمانىيە ئامېرىكا خىتاي "
    "جۇڭگو قازاقىستان ۋاشىنگتون لوندون پارىژ",
)
