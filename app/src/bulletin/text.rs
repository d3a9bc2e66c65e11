//! The words of the bulletin.

use super::model::Month;
use crate::error::Dropped;
use crate::text::{Lang, Text, month_text};

pub const BULLETIN: Text = Text { bg: "Бюлетин", en: "Bulletin" };
pub const LEAD: Text = Text {
    bg: "Веднъж месечно: кои райони са започнали работа или са спрели, кои дати са се преместили, кой чака най-дълго. Публикуваното не се променя.",
    en: "Once a month: which districts went live or fell back, which dates moved, who waits longest. What is published does not change.",
};
pub const NONE_YET: Text = Text {
    bg: "Още няма публикуван бюлетин.",
    en: "No bulletin has been published yet.",
};
pub const ALL: Text = Text { bg: "Всички бюлетини", en: "All bulletins" };
pub const FEED: Text = Text { bg: "Емисия (Atom)", en: "Feed (Atom)" };
pub const PUBLISHED_ON: Text = Text { bg: "Публикуван на", en: "Published on" };
pub const THEN_AND_NOW: Text =
    Text { bg: "Картата тогава и сега", en: "The map then and now" };
pub const SMALL_MAPS: Text = Text {
    bg: "Както е известно при публикуването. Датата над всяка карта води към пълната карта с таблицата.",
    en: "As known when this was published. The date above each map leads to the full map with its table.",
};
pub const EARLIER: Text = Text { bg: "По-ранен", en: "Earlier" };
pub const LATER: Text = Text { bg: "По-късен", en: "Later" };
pub const DRAFTS_LEAD: Text = Text {
    bg: "В началото на всеки месец от записите се пише чернова за изминалия. Редактирайте я и я публикувайте; абонатите я получават в същия миг.",
    en: "At the beginning of each month a draft about the past one is written from the ledger. Edit it and publish it; subscribers get it at that instant.",
};
pub const MONTH: Text = Text { bg: "Месец", en: "Month" };
pub const STATE: Text = Text { bg: "Състояние", en: "State" };
pub const DRAFT: Text = Text { bg: "чернова", en: "draft" };
pub const PUBLISHED: Text = Text { bg: "публикуван", en: "published" };
pub const NOT_WRITTEN: Text = Text { bg: "няма чернова", en: "no draft" };
pub const WRITE: Text = Text { bg: "Написване на чернова", en: "Write a draft" };
pub const EDIT: Text = Text { bg: "Редактиране", en: "Edit" };
pub const READ: Text = Text { bg: "Прочитане", en: "Read" };
pub const TEXT_BG: Text = Text { bg: "Текст на български", en: "Text in Bulgarian" };
pub const TEXT_EN: Text = Text { bg: "Текст на английски", en: "Text in English" };
pub const TEXT_HINT: Text = Text {
    bg: "Markdown: ## заглавие, - точка, **получер**, [текст](адрес). До 20 000 знака; без HTML и картинки.",
    en: "Markdown: ## heading, - item, **bold**, [text](address). Up to 20,000 characters; no HTML and no pictures.",
};
pub const SAVE_DRAFT: Text = Text { bg: "Запис на черновата", en: "Save the draft" };
pub const SHOW_PREVIEW: Text = Text { bg: "Преглед", en: "Preview" };
pub const PUBLISH: Text = Text { bg: "Запис и публикуване", en: "Save and publish" };
pub const PUBLISH_HINT: Text = Text {
    bg: "Публикуваното не може да се променя или изтрива.",
    en: "What is published can be neither changed nor deleted.",
};
pub const REWRITE: Text =
    Text { bg: "Ново написване от записите", en: "Write it anew from the ledger" };
pub const REWRITE_HINT: Text = Text {
    bg: "Текстът по-горе се заменя с написания от днешните записи.",
    en: "The text above is replaced by what today's ledger tells.",
};
pub const PREVIEW: Text =
    Text { bg: "Преглед на записаното", en: "Preview of what is saved" };
pub const PREVIEW_OF: Text = Text { bg: "Преглед", en: "Preview" };
pub const BACK_TO_EDIT: Text = Text {
    bg: "Нищо не е записано. Върнете се назад, за да продължите да пишете.",
    en: "Nothing was saved. Go back to go on writing.",
};
pub const MONTH_NOT_OVER: Text = Text {
    bg: "Бюлетин се пише за изминал месец.",
    en: "A bulletin is written of a month that is over.",
};
pub const NOT_YET_OPEN: Text =
    Text { bg: "Отворете го на сайта", en: "Open it on the site" };

/// „Бюлетин за октомври 2026 г.“
#[must_use]
pub fn title(lang: Lang, month: Month) -> String {
    let month = month_text(lang, month.first());
    lang.pick(format!("Бюлетин за {month}"), format!("Bulletin for {month}"))
}

/// What is left out of a text, each with its reason.
#[must_use]
pub fn left_out_text(lang: Lang, what: &[Dropped]) -> String {
    let each: Vec<String> = what
        .iter()
        .map(|one| match one {
            Dropped::Html(text) => lang.pick(
                format!("HTML не се допуска: {text}"),
                format!("HTML is not allowed: {text}"),
            ),
            Dropped::Picture(address) => lang.pick(
                format!("картинки не се допускат, защото издават читателя на друг сайт: {address}"),
                format!("pictures are not allowed, for they give the reader away to another site: {address}"),
            ),
            Dropped::Link(address) => lang.pick(
                format!("връзката не води към страница (https://, http://), към поща (mailto:) или в сайта (/bg/…): {address}"),
                format!("the link leads neither to a page (https://, http://), to a mailbox (mailto:) nor within the site (/en/…): {address}"),
            ),
        })
        .collect();
    let each = each.join("; ");
    lang.pick(
        format!("Това няма да бъде показано – {each}. Премахнете го и публикувайте отново."),
        format!("This would not be shown: {each}. Take it out and publish again."),
    )
}
