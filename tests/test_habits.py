"""Letters of many habits: official and private, in four languages; what each field holds, line by line."""

import pytest
from typed_page import typed

from pipeline.letter import parse
from pipeline.settings import LetterSettings

MEMO2 = """
                                MEMO

DATE:     March 9, 1999

TO:       Laura Simmons, Personnel
          Robert Chu, Payroll

FROM:     Janet Ortiz
          Plant Manager

CC:       D. Freeman

RE:       Overtime in February

As you know, we ran two extra shifts in February to clear the orders
that had piled up during the storm. Please make sure that all hours
are paid with the next cheque.

Let me know if any cards are missing.
"""

MEMO3 = """
        «يېڭى ئەسىر» گېزىتى تەھرىر بۆلۈمى

                     ئۇقتۇرۇش

تاپشۇرۇۋالغۇچى: بارلىق مۇخبىرلار
يوللىغۇچى: باش مۇھەررىر ئادىل نىياز
چېسلا: 2006-يىلى 8-ئاينىڭ 21-كۈنى
نومۇرى: 44
ماۋزۇ: ھەپتىلىك يىغىن ۋاقتىنىڭ ئۆزگىرىشى

     كېلەر ھەپتىدىن باشلاپ ھەپتىلىك يىغىن ھەر دۈشەنبە سائەت ئوندا
كىچىك زالدا ئۆتكۈزۈلىدۇ. ھەممە كىشىنىڭ ۋاقتىدا كېلىشىنى سورايمىز.

     يىغىنغا كېلەلمەيدىغانلار ئالدىن تېلېفون قىلىپ ئۇقتۇرۇپ قويسۇن.
"""

OFFICIAL_FOOT1 = """
                         FOREIGN OFFICE, S.W.1

No. 211                              14th June, 1938.
CONFIDENTIAL

Sir,

     With reference to your despatch No. 96 of the 2nd May regarding
the trade in carpets, I am directed by Viscount Harding to inform you
that His Lordship has read your report with much interest.

2.   I am to request that you will forward a further account of the
situation as soon as the passes are open.

                         I am, Sir,
                         Your obedient Servant,

                         R. A. Colville

H. M. Consul-General,
     Kashgar.
"""

OFFICIAL_FOOT3 = """
                          HOTEL BELLEVUE
                            Montreux

Dear Madam,

     Thank you for your enquiry. We have kept two rooms with a view of
the lake for the whole of August, and shall send the motor car to meet
your train.

     The terms are those of last year, to which ten per cent must be
added for service.

Yours truly,

P. Aubert
Manager

To Mrs. L. Grantham
   The Lodge
   Windermere

Date: 12 May 1933
"""

C1_1 = """
شەھەر باشلىقى ئابدۇراخمان تىلىۋالدى ئەپەندىگە

ھۆرمەتلىك شەھەر باشلىقى!

     بىز تۆۋەندە ئىسمى يېزىلغان يېڭىمەھەللە ئاھالىلىرى سىزگە ئۆز
ئەھۋالىمىزنى بىلدۈرۈش ئۈچۈن بۇ خەتنى يېزىۋاتىمىز. مەھەللىمىزنىڭ سۈيى
ئۈچ ئايدىن بېرى كەلمەيۋاتىدۇ. قۇدۇقلار قۇرۇپ كەتتى، دەرەخلەر سارغايدى.

     بىز بۇ ئىشنى ئىككى قېتىم سۇ باشقارمىسىغا مەلۇم قىلدۇق، لېكىن
ھېچقانداق جاۋاب ئالالمىدۇق. كىچىك بالىلىق ئائىلىلەر سۇنى ئىككى چاقىرىم
يەردىن توشۇماقتا.
"""

C1_2 = """
                              2

     شۇڭلاشقا سىزدىن تۆۋەندىكى ئىككى ئىشنى ئىلتىماس قىلىمىز:

1. كونا تۇرۇبىلارنى ئالماشتۇرۇش؛
2. ھازىرچە ماشىنا بىلەن سۇ توشۇپ بېرىش.

     سىزنىڭ ئادالىتىڭىزگە ئىشىنىمىز.

                              ھۆرمەت ۋە ئېھتىرام بىلەن،

                              قۇربان سەمەت       |     ئايشە مۇسا
                              مەھەللە ئاقساقىلى  |     ئوقۇتقۇچى

                              1997-يىلى 12-ئىيۇل
"""

UGFOOT2 = """
ئەسسالامۇئەلەيكۇم، ھۆرمەتلىك ئەركىن مۇئەللىم!

سىزدىن ئايرىلغىلى ئىككى يىل بولدى. سىزنىڭ ئۆگەتكەنلىرىڭىزنى ھەر كۈنى
ئەسلەيمەن. ھازىر شەھەردە بىر باسما زاۋۇتىدا ئىشلەۋاتىمەن، ئىشىم ياخشى.

ئەۋەتكەن كىتابلىرىڭىز ئۈچۈن كۆپ رەھمەت. ئۇلارنى دوستلىرىم بىلەن بىرلىكتە
ئوقۇۋاتىمىز.

سالام بىلەن،
ئوقۇغۇچىڭىز گۈزەل
2001-يىل 15-فېۋرال، تۇرپان
"""

ULY1 = """
                                             Almuta, 1991-yili 7-öktebir

Söyümlük singlim Patime!

     Xétingni ötken hepte tapshurup aldim. Silerning saq-salamet
ikenlikinglarni anglap köp xush boldum. Bizmu bu yerde yaxshi
turuwatimiz, Sawut aka téxiche zawutta ishleydu.

     Kéler yili yazda barghanda sanga bir doppa bilen étek apirip
bérimen. Anamgha salam éytqin.

                                   Séghinish bilen,
                                   akang Ehmet

Eskertish: süretlerni kéyin ewetimen.
"""

C8 = """
                                        Ürümchi
                                        1956-yili 3-yanwar

Essalamu eleykum, qedirlik dadam we anam!

     Men bu yerge saq-salamet yétip keldim. Ötken hepte mektepke
orunlashtim, yataqta töt bala bar. Hawa bek soghuq, emma öy issiq.

     Manga bir juwa ewetip bersenglar. Ukilirimgha salam éytinglar.

     Silerni séghin'ghan oghlunglar

               Turdi

P. S. Xetni mektepke yézinglar.
"""

C10 = """
UYGHUR LANGUAGE SCHOOL UNION            |             ئۇيغۇر تىل مەكتەپلىرى بىرلىكى
27 High Street, Pellham PL1 2AB         |             چوڭ كوچا 27، پېلھام شەھىرى
Telephone 01632 960 555                 |             تېلېفون: 01632 960 555

Ref: 2020/14
18 September 2020

Mrs. Joan Price
Director of Education
Pellham Council

Dear Mrs. Price,

We thank you for the use of the two class rooms in Park School. Our
Saturday lessons begin on 3 October and last until the end of May.

There will be about sixty children and six teachers.

Yours sincerely,

Muhtar Sabit
Chairman
"""

TURKISH = """
                    DOĞU TÜRKİSTAN GÖÇMENLER DERNEĞİ
               Millet Caddesi No. 26, Fatih, İstanbul

Sayı: 1974/52
Konu: Yardım kampanyası                              12 Mart 1974

Sayın Bay Kemal Özdemir
Milli Eğitim Müdürlüğü
ANKARA

Sayın Müdürüm,

     Derneğimiz tarafından düzenlenen yardım kampanyası için göstermiş
olduğunuz ilgiye çok teşekkür ederiz. Toplanan kitaplar önümüzdeki ay
içinde okullara dağıtılacaktır.

     Gereğini bilgilerinize arz ederiz.

                                        Saygılarımızla,

                                        Hasan Yılmaz
                                        Dernek Başkanı

Ek: Liste
"""

RUSSIAN = """
               АКАДЕМИЯ НАУК КАЗАХСКОЙ ССР
                 ИНСТИТУТ УЙГУРОВЕДЕНИЯ
              г. Алма-Ата, ул. Пушкина, 111

№ 48/7                                        14 мая 1987 г.

Директору издательства «Наука»
тов. Иванову П. С.

Уважаемый Пётр Сергеевич!

     Институт направляет Вам рукопись сборника статей по истории
уйгурского языка. Просим включить её в план изданий на будущий год и
сообщить о Вашем решении до конца месяца.

     Рецензии прилагаются.

С уважением,

Директор института                            Г. Садвакасов
"""

B9 = """
                  ھۆكۈمەت ئىشخانىسى

ھۆججەت نومۇرى: 1947/112                       چىسلا: 1947.5.20

غۇلجا شەھەرلىك باشقارمىسىنىڭ باشلىقى تۇردى ئاخۇن ئەپەندىگە

     سىلەرنىڭ 4-ئاينىڭ 30-كۈنى ئەۋەتكەن دوكلاتىڭلار تاپشۇرۇپ ئېلىندى.
كۆۋرۈك ئۈچۈن كېرەكلىك پۇل بۇ ئاي ئىچىدە ئاجرىتىلىدۇ.

     ياغاچ ۋە تاش يەرلىكتىن تېپىلسۇن.

                              ھۆكۈمەت كاتىپى
                              (ئىمزا) ئا. قادىرى

كۆچۈرمىسى: مالىيە بۆلۈمىگە
"""

B3 = """
UNITED FRUIT GROWERS OF SALINAS
Post Office Box 88
Salinas, California

                                        January 18, 1951

Air Mail

Consul General of Turkey
1111 Wilshire Boulevard
Los Angeles 17, California

Sir:

        We are informed that your Government intends to buy dried
apricots for its armed forces. We should be glad to be placed on the
list of those who are asked for tenders.

        We are able to ship:

            1. Apricots, dried, in boxes of 25 pounds
            2. Prunes, in boxes of 25 pounds
            3. Raisins, in bags of 50 pounds

        Samples will be sent on request.

                                        Very truly yours,

                                        UNITED FRUIT GROWERS OF SALINAS


                                        Carl J. Brandt
                                        Secretary-Treasurer

CJB:em
"""

C6 = """
TO        : All section leaders
FROM      : K. Whitlow
SUBJECT   : Keys to the tool store
DATE      : 5.11.1968

Keys are to be signed for in the red book. Anyone who takes a key home
will be asked to come back with it the same evening.

                                                  K.W.
"""

D4 = """
جەنۇبىي شەھەر دوختۇرخانىسى باشلىقىغا

                              ئىلتىماس

     مەن بۇ دوختۇرخانىدا ئون يىل سېسترا بولۇپ ئىشلىدىم. ھازىر ئائىلەم
باشقا شەھەرگە كۆچىدىغان بولغاچقا، خىزمەتتىن بوشىتىشىڭىزنى سورايمەن.

     ئىش تاپشۇرۇشقا تەييارمەن.

                              سېسترا: ماھىرە ئېلى

                              2008-يىلى 22-سېنتەبىر
"""

E1 = """
WATER BOARD
Engineer's Office

WB/77/3

Gentlemen,

I beg to acknowledge the receipt of your tender for the new main, which
will be laid before the Board at its next meeting.

I am, Gentlemen,
Your obedient servant,

F. Sturgess
Engineer

12th October, 1931

The Secretary
Lowland Pipe Company
Glasgow
"""

E5 = """
                                        No. 18/204
                                        Copy to file

                                        21 Nov. 1944

To
   The District Officer,
   Hillside.

Sir,

   Your telegram of yesterday. The lorry leaves on Wednesday with the
blankets and the tents. Please arrange for petrol.

                         I have the honour to be,
                              Sir,
                         Your obedient servant,

                         (Sgd.) R. Tull
                         for Commissioner.
"""

F3 = """
                                        Yarkend, 1972-yili 11-ayning 3-küni

Qedir-qimmetlik dadam!

     Sizdin ayrilghili üch ay boldi. Ishqilip saq bolung.

     Manga ewetken pulingiz tegdi. Uning bilen bir qélin paltu
aldim, emdi soghuqtin qorqmaymen.

                                   Sizni séghin'ghuchi qizingiz
                                   Zeynep

P.S. Chong anamgha salam éyting.
"""

LETTERS = [
    pytest.param(
        (MEMO2,),
        2,
        {
            "addressee": ["TO: Laura Simmons, Personnel\nRobert Chu, Payroll"],
            "date": ["1999-03-09"],
            "subject": ["RE: Overtime in February"],
            "copies": ["CC: D. Freeman"],
            "signature": [],
            "salutation": [],
            "closing": [],
            "letterhead": [],
        },
        id="a memo whose labels have lines hanging under them",
    ),
    pytest.param(
        (MEMO3,),
        2,
        {
            "letterhead": ["«يېڭى ئەسىر» گېزىتى تەھرىر بۆلۈمى"],
            "addressee": ["تاپشۇرۇۋالغۇچى: بارلىق مۇخبىرلار"],
            "date": ["2006-08-21"],
            "reference": ["نومۇرى: 44"],
            "subject": ["ماۋزۇ: ھەپتىلىك يىغىن ۋاقتىنىڭ ئۆزگىرىشى"],
            "signature": [],
            "closing": [],
            "salutation": [],
        },
        id="a notice with labelled lines",
    ),
    pytest.param(
        (OFFICIAL_FOOT1,),
        2,
        {
            "letterhead": ["FOREIGN OFFICE, S.W.1"],
            "reference": ["No. 211", "CONFIDENTIAL"],
            "date": ["1938-06-14"],
            "salutation": ["Sir,"],
            "closing": ["I am, Sir, Your obedient Servant,"],
            "signature": ["R. A. Colville"],
            "addressee": ["H. M. Consul-General,\nKashgar."],
        },
        id="an official letter with the addressee at the foot",
    ),
    pytest.param(
        (OFFICIAL_FOOT3,),
        2,
        {
            "letterhead": ["HOTEL BELLEVUE\nMontreux"],
            "salutation": ["Dear Madam,"],
            "closing": ["Yours truly,"],
            "signature": ["P. Aubert\nManager"],
            "addressee": ["To Mrs. L. Grantham\nThe Lodge\nWindermere"],
            "date": ["1933-05-12"],
        },
        id="date and addressee below the signature",
    ),
    pytest.param(
        (C1_1, C1_2),
        None,
        {
            "letterhead": [],
            "addressee": ["شەھەر باشلىقى ئابدۇراخمان تىلىۋالدى ئەپەندىگە"],
            "salutation": ["ھۆرمەتلىك شەھەر باشلىقى!"],
            "closing": ["ھۆرمەت ۋە ئېھتىرام بىلەن،"],
            "date": ["1997-07-12"],
            "signature": ["قۇربان سەمەت\nمەھەللە ئاقساقىلى", "ئايشە مۇسا\nئوقۇتقۇچى"],
        },
        id="a petition of two pages with two who sign",
    ),
    pytest.param(
        (UGFOOT2,),
        2,
        {
            "letterhead": [],
            "addressee": [],
            "salutation": ["ئەسسالامۇئەلەيكۇم، ھۆرمەتلىك ئەركىن مۇئەللىم!"],
            "closing": ["سالام بىلەن،"],
            "signature": ["ئوقۇغۇچىڭىز گۈزەل"],
            "date": ["2001-02-15"],
        },
        id="greeting with a salaam, and a place after the date",
    ),
    pytest.param(
        (ULY1,),
        2,
        {
            "letterhead": [],
            "addressee": [],
            "salutation": ["Söyümlük singlim Patime!"],
            "closing": ["Séghinish bilen,"],
            "signature": ["akang Ehmet"],
            "date": ["1991-10-07"],
            "postscript": ["Eskertish: süretlerni kéyin ewetimen."],
        },
        id="a family letter in Latin script",
    ),
    pytest.param(
        (C8,),
        None,
        {
            "letterhead": [],
            "addressee": [],
            "date": ["1956-01-03"],
            "salutation": ["Essalamu eleykum, qedirlik dadam we anam!"],
            "postscript": ["P. S. Xetni mektepke yézinglar."],
        },
        id="place and date in two lines, no word of leave",
    ),
    pytest.param(
        (C10,),
        2,
        {
            "letterhead": [
                "UYGHUR LANGUAGE SCHOOL UNION\n27 High Street, Pellham PL1 2AB\nTelephone 01632 960 555",
                "ئۇيغۇر تىل مەكتەپلىرى بىرلىكى\nچوڭ كوچا 27، پېلھام شەھىرى\nتېلېفون: 01632 960 555",
            ],
            "reference": ["Ref: 2020/14"],
            "date": ["2020-09-18"],
            "addressee": ["Mrs. Joan Price\nDirector of Education\nPellham Council"],
            "salutation": ["Dear Mrs. Price,"],
            "closing": ["Yours sincerely,"],
            "signature": ["Muhtar Sabit\nChairman"],
        },
        id="heads side by side, English at the left",
    ),
    pytest.param(
        (TURKISH,),
        2,
        {
            "letterhead": ["DOĞU TÜRKİSTAN GÖÇMENLER DERNEĞİ\nMillet Caddesi No. 26, Fatih, İstanbul"],
            "reference": ["Sayı: 1974/52"],
            "subject": ["Konu: Yardım kampanyası"],
            "date": ["1974-03-12"],
            "addressee": ["Sayın Bay Kemal Özdemir\nMilli Eğitim Müdürlüğü\nANKARA"],
            "salutation": ["Sayın Müdürüm,"],
            "closing": ["Saygılarımızla,"],
            "signature": ["Hasan Yılmaz\nDernek Başkanı"],
            "enclosures": ["Ek: Liste"],
        },
        id="Turkish labels",
    ),
    pytest.param(
        (RUSSIAN,),
        2,
        {
            "letterhead": ["АКАДЕМИЯ НАУК КАЗАХСКОЙ ССР\nИНСТИТУТ УЙГУРОВЕДЕНИЯ\nг. Алма-Ата, ул. Пушкина, 111"],
            "reference": ["№ 48/7"],
            "date": ["1987-05-14"],
            "addressee": ["Директору издательства «Наука»\nтов. Иванову П. С."],
            "salutation": ["Уважаемый Пётр Сергеевич!"],
            "closing": ["С уважением,"],
        },
        id="a Russian office",
    ),
    pytest.param(
        (B9,),
        2,
        {
            "letterhead": ["ھۆكۈمەت ئىشخانىسى"],
            "reference": ["ھۆججەت نومۇرى: 1947/112"],
            "date": ["1947-05-20"],
            "addressee": ["غۇلجا شەھەرلىك باشقارمىسىنىڭ باشلىقى تۇردى ئاخۇن ئەپەندىگە"],
            "salutation": [],
            "closing": [],
            "signature": ["ھۆكۈمەت كاتىپى\n(ئىمزا) ئا. قادىرى"],
            "copies": ["كۆچۈرمىسى: مالىيە بۆلۈمىگە"],
        },
        id="an order with a long line to whom",
    ),
    pytest.param(
        (B3,),
        None,
        {
            "letterhead": ["UNITED FRUIT GROWERS OF SALINAS\nPost Office Box 88\nSalinas, California"],
            "date": ["1951-01-18"],
            "addressee": ["Consul General of Turkey\n1111 Wilshire Boulevard\nLos Angeles 17, California"],
            "salutation": ["Sir:"],
            "closing": ["Very truly yours,"],
            "signature": ["UNITED FRUIT GROWERS OF SALINAS\nCarl J. Brandt\nSecretary-Treasurer"],
        },
        id="a list in the body, initials of the typist",
    ),
    pytest.param(
        (C6,),
        1,
        {
            "letterhead": [],
            "addressee": ["TO : All section leaders"],
            "subject": ["SUBJECT : Keys to the tool store"],
            "salutation": [],
            "closing": [],
        },
        id="labels with the colon apart",
    ),
    pytest.param(
        (D4,),
        2,
        {
            "addressee": ["جەنۇبىي شەھەر دوختۇرخانىسى باشلىقىغا"],
            "letterhead": [],
            "signature": ["سېسترا: ماھىرە ئېلى"],
            "date": ["2008-09-22"],
            "salutation": [],
        },
        id="a title between addressee and text",
    ),
    pytest.param(
        (E1,),
        1,
        {
            "letterhead": ["WATER BOARD\nEngineer's Office"],
            "reference": ["WB/77/3"],
            "salutation": ["Gentlemen,"],
            "closing": ["I am, Gentlemen, Your obedient servant,"],
            "signature": ["F. Sturgess\nEngineer"],
            "date": ["1931-10-12"],
            "addressee": ["The Secretary\nLowland Pipe Company\nGlasgow"],
        },
        id="all at the margin, the office below the date",
    ),
    pytest.param(
        (E5,),
        1,
        {
            "addressee": ["To\nThe District Officer,\nHillside."],
            "date": ["1944-11-21"],
            "salutation": ["Sir,"],
            "closing": ["I have the honour to be, Sir, Your obedient servant,"],
            "signature": ["(Sgd.) R. Tull\nfor Commissioner."],
        },
        id="a leave in three lines",
    ),
    pytest.param(
        (F3,),
        2,
        {
            "letterhead": [],
            "addressee": [],
            "date": ["1972-11-03"],
            "salutation": ["Qedir-qimmetlik dadam!"],
            "signature": ["Zeynep"],
            "postscript": ["P.S. Chong anamgha salam éyting."],
            "closing": ["Sizni séghin'ghuchi qizingiz"],
        },
        id="a leave without its words, in Latin script",
    ),
]


@pytest.mark.parametrize(("sheets", "paragraphs", "fields"), LETTERS)
def test_a_letter_is_read_by_its_habit(
    sheets: tuple[str, ...], paragraphs: int | None, fields: dict[str, list[str]]
) -> None:
    pages = [typed(sheet, number=number) for number, sheet in enumerate(sheets, start=1)]
    letter = parse(pages, LetterSettings()).letter
    found = {name: [part.value if name == "date" else part.text for part in getattr(letter, name)] for name in fields}
    assert found == fields
    assert paragraphs in (None, len(letter.body))
