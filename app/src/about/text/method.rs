//! The method in words: the rules that make the numbers honest.

use crate::about::model::Passage;
use crate::text::Text;

pub const LEAD: Text = Text {
    bg: "Всяко число на сайта води до правилото си и до редовете, от които е сметнато. Тук са общите правила.",
    en: "Every figure on the site leads to its rule and to the rows it is counted from. Here are the rules they share.",
};

pub const PASSAGES: [Passage; 9] = [
    Passage {
        id: "unknown",
        title: Text { bg: "Неизвестното не е нула", en: "Unknown is not zero" },
        paragraphs: &[Text {
            bg: "Знае се само това, което има източник. Район, за който няма нищо записано, се показва „няма данни“, не влиза в средните стойности и се брои отделно като останал извън тях.",
            en: "Only what has a source is known. A district of which nothing is recorded is shown as “no data”, is left out of averages, and is counted separately as left out.",
        }],
        items: &[],
    },
    Passage {
        id: "milestones",
        title: Text {
            bg: "Кога един етап е достигнат", en: "When a milestone is reached"
        },
        paragraphs: &[
            Text {
                bg: "Етап се отмята от координатор, с дата, и само когато всички изисквания, които се отнасят за района, за този и за предишните етапи са потвърдени и доказателствата по тях не са изтекли. Планирана дата не променя състоянието.",
                en: "A coordinator marks a milestone, with a date, and only when all requirements that apply to the district, for it and for all earlier milestones, are confirmed and their evidence has not expired. A planned date changes no state.",
            },
            Text {
                bg: "Другият вид отметка е по данни на публичен източник. Тя се брои в покритието, навсякъде стои с източника си и никога не е потвърдена подготвеност.",
                en: "The other kind of mark is reported by a public source. It counts in coverage, stands with its source everywhere, and is never confirmed readiness.",
            },
        ],
        items: &[],
    },
    Passage {
        id: "status-of-district",
        title: Text { bg: "Докъде е районът", en: "How far a district is" },
        paragraphs: &[Text {
            bg: "Състоянието не се пише от никого, а следва от отметките: няма данни, етап n от m, готов, работи, спрян. Когато доказателство изтече, подготвеността пада сама в същия ден. Когато услуга бъде спряна, това се вижда с причината и с очакваното връщане.",
            en: "Nobody types the status; it follows from the marks: no data, milestone n of m, ready, live, suspended. When evidence expires, readiness falls by itself on that day. When a service is suspended, that is shown with the reason and the expected return.",
        }],
        items: &[],
    },
    Passage {
        id: "arithmetic",
        title: Text { bg: "Сметки и закръгляне", en: "Arithmetic and rounding" },
        paragraphs: &[Text {
            bg: "Броят е винаги „n от m“. Процентите се закръгляват надолу и 100 се показва само когато двете числа са равни. Сборовете се смятат от същите редове, които са изброени. Покритието се показва по три правила едновременно: във всички райони, в поне един, по жители.",
            en: "A count is always “n of m”. Percentages are rounded down, and 100 is shown only when both numbers are equal. Totals are computed from the same rows that are listed. Coverage is shown by three rules at once: in all districts, in at least one, by residents.",
        }],
        items: &[],
    },
    Passage {
        id: "turn",
        title: Text {
            bg: "Кой е на ход и кой закъснява", en: "Whose move it is, and who is late"
        },
        paragraphs: &[Text {
            bg: "За всяко неизпълнено изискване е записано кой е на ход и от кой ден. Район, който може само да чака други, не закъснява. Сроковете се броят в български работни дни: без събота, неделя и официалните празници по чл. 154 от Кодекса на труда.",
            en: "For every requirement that is not met, whose move it is and since when is recorded. A district that can only wait for others is not late. Periods are counted in Bulgarian working days: without Saturdays, Sundays and the official holidays of art. 154 of the Labour Code.",
        }],
        items: &[],
    },
    Passage {
        id: "demand",
        title: Text {
            bg: "Колко се търси една услуга", en: "How much a service is needed"
        },
        paragraphs: &[
            Text {
                bg: "Който отбележи, че услуга му е нужна електронно в даден район, се брои веднъж за деня по мрежов адрес. Хора с общ адрес се броят като един, затова числото е „поне толкова“. Числата са по седмици от понеделник до неделя и се показват, след като седмицата мине.",
                en: "Whoever says that they need a service online in a district is counted once a day by network address. People who share an address count as one, so the number is “at least so many”. The numbers are by week, Monday to Sunday, and are shown once the week is over.",
            },
            Text {
                bg: "Под 5 не се показва число и не се различава от 0. Всеки сбор, подредба и ред се смятат само от показаните числа: каквито и да са скритите, страницата е същата, затова не може да се извадят от нея.",
                en: "Below 5 no number is shown, and it is not told from 0. Every total, order and row is computed from the numbers shown alone: whatever the hidden ones are, the page is the same, so they cannot be worked out from it.",
            },
        ],
        items: &[],
    },
    Passage {
        id: "observer",
        title: Text { bg: "Наблюдателят", en: "The observer" },
        paragraphs: &[
            Text {
                bg: "Когато е включен, програма с име Redom пита публичните страници, които координаторите са посочили, дали услугата е там: обикновено веднъж на ден, след неуспех – след четвърт час и после все по-рядко. Изпраща по една заявка, без бисквитки, казва коя е, спазва robots.txt и чака, колкото сайтът поиска.",
                en: "Where it is switched on, a program named Redom asks the public pages that coordinators have named whether the service is there: usually once a day, after a failure in a quarter of an hour and then ever less often. It sends one request at a time, without cookies, says who it is, follows robots.txt, and waits for as long as a site wants.",
            },
            Text {
                bg: "Един отговор не стига: „електронно“ се записва, ако очакваните думи са на страницата два пъти подред, „не работи“ – след три неуспеха подред. Ако страницата отговаря без тези думи, отпраща програмата или я моли да почака, нищо не се записва, докато човек не погледне. Записаното е като всяко наблюдение, с деня и източника си, и с бележката, че го е видяла програма. От самите страници не се пази нищо.",
                en: "One answer is not enough: “online” is recorded when the expected words are on the page twice in a row, “does not work” after three failures in a row. Where the page answers without these words, turns the program away or asks it to wait, nothing is recorded until a person looks. What is recorded is as any observation, with its day and its source, and a note that a program saw it. Of the pages themselves nothing is kept.",
            },
            Text {
                bg: "Ако поддържате сайт и не искате програмата да го пита, напишете в robots.txt „User-agent: Redom“ и на следващия ред „Disallow: /“.",
                en: "If you run a site and do not want the program to ask it, write “User-agent: Redom” into robots.txt and “Disallow: /” on the next line.",
            },
        ],
        items: &[],
    },
    Passage {
        id: "past",
        title: Text { bg: "Минали дни", en: "Past days" },
        paragraphs: &[Text {
            bg: "Всеки запис има ден, от който е верен, и миг, в който е направен. Затова всеки ден може да се види двояко: както се знае сега и както се е знаело тогава. Постоянните връзки показват винаги едно и също.",
            en: "Every entry has a day from which it is true and an instant at which it was written. So any day can be seen in two ways: as it is known now, and as it was known then. Permanent links always show the same.",
        }],
        items: &[],
    },
    Passage {
        id: "sources",
        title: Text { bg: "Откъде са данните", en: "Where the data come from" },
        paragraphs: &[Text {
            bg: "Фактите за районите стоят с източника си на страницата на всеки район. Контролните списъци са съставени за този проект от източниците, посочени при всяко изискване; те не са образец на държавата или на общината. Картата от шестоъгълници пази съседствата между районите, не формите им.",
            en: "The facts about the districts stand with their source on each district's page. The checklists are composed for this project from the sources named with each requirement; they are not a form of the state or of the municipality. The map of hexagons keeps the borders between districts, not their shapes.",
        }],
        items: &[],
    },
];
