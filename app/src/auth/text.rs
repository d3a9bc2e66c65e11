//! The words of signing in and of rights.

use super::model::{Right, Role};
use crate::text::{Lang, Text};

pub const SIGN_IN: Text = Text { bg: "Вход", en: "Sign in" };
pub const SIGN_OUT: Text = Text { bg: "Изход", en: "Sign out" };
pub const ACCOUNT: Text = Text { bg: "Профил", en: "Account" };
pub const SIGN_IN_LEAD: Text = Text {
    bg: "За служители на районите, координатори и администратори. Картата и районите са достъпни без вход.",
    en: "For district staff, coordinators and administrators. The map and the districts need no account.",
};
pub const USER_NAME: Text = Text { bg: "Потребителско име", en: "User name" };
pub const PASSWORD: Text = Text { bg: "Парола", en: "Password" };
pub const FORGOTTEN: Text = Text {
    bg: "Забравена парола? Администраторът на системата може да зададе нова.",
    en: "Forgotten your password? The system's administrator can set a new one.",
};
pub const ROLE: Text = Text { bg: "Роля", en: "Role" };
pub const CHANGE_PASSWORD: Text = Text { bg: "Смяна на паролата", en: "Change the password" };
pub const PRESENT_PASSWORD: Text = Text { bg: "Сегашна парола", en: "Present password" };
pub const NEW_PASSWORD: Text = Text { bg: "Нова парола", en: "New password" };
pub const REPEATED_PASSWORD: Text =
    Text { bg: "Новата парола още веднъж", en: "The new password once more" };
pub const PASSWORD_HINT: Text = Text {
    bg: "Поне 12 знака. Дълга фраза се помни по-лесно от кратка плетеница.",
    en: "At least 12 characters. A long phrase is easier to remember than a short tangle.",
};
pub const PASSWORD_CHANGED: Text = Text {
    bg: "Паролата е сменена. Останалите ви сесии са прекратени.",
    en: "The password is changed. Your other sessions have ended.",
};
pub const SIGN_OUT_EVERYWHERE: Text =
    Text { bg: "Изход от всички устройства", en: "Sign out everywhere" };
pub const SIGN_OUT_EVERYWHERE_TEXT: Text = Text {
    bg: "Прекратява всички ваши сесии, включително тази.",
    en: "Ends all your sessions, this one included.",
};
pub const SIGNED_IN_AS: Text =
    Text { bg: "Вече сте влезли като", en: "You are already signed in as" };

/// The sign-in page that leads back to this path.
#[must_use]
pub fn sign_in_path(lang: Lang, back: &str) -> String {
    let mut encoded = String::with_capacity(back.len());
    for byte in back.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("/{}/vhod?back={encoded}", lang.code())
}

/// A role's name.
#[must_use]
pub fn role_text(role: Role) -> Text {
    match role {
        Role::Administrator => Text { bg: "администратор", en: "administrator" },
        Role::Coordinator => Text { bg: "координатор", en: "coordinator" },
        Role::DistrictStaff => Text { bg: "служител на район", en: "district staff" },
        Role::Reader => Text { bg: "читател", en: "reader" },
    }
}

/// Which right is missing, in a sentence.
#[must_use]
pub fn right_text(lang: Lang, right: Right) -> String {
    let name = match right {
        Right::ViewBoard => lang.pick("преглед на таблото", "to see the board"),
        Right::ViewChecklist => lang.pick(
            "преглед на контролния списък на този район с доказателствата",
            "to see this district's checklist with its evidence",
        ),
        Right::SubmitRequirements => {
            lang.pick("подаване на доказателства за този район", "to submit evidence for this district")
        }
        Right::DecideRequirements => lang.pick("решения по изисквания", "to decide requirements"),
        Right::MarkMilestones => lang.pick("отмятане на етапи", "to mark milestones"),
        Right::SetDates => lang.pick("определяне на дати", "to set dates"),
        Right::SetHolder => lang.pick("определяне на това кой е на ход", "to say whose move it is"),
        Right::SuspendOnboardings => {
            lang.pick("временно спиране и връщане в работа", "to suspend and to record a return")
        }
        Right::SetCapacity => lang.pick("определяне на местата по седмици", "to set the places by week"),
        Right::RecordOutages => lang.pick("записване на прекъсвания", "to record outages"),
        Right::AnswerDisputes => lang.pick("отговор на оспорвания", "to answer disputes"),
        Right::DeclareOffers => lang
            .pick("обявяване на услугите на този район", "to declare how this district offers its services"),
        Right::RecordObservations => {
            lang.pick("записване на наблюдения на услуги", "to record observations of services")
        }
        Right::DraftChecklists => {
            lang.pick("нови версии на контролните списъци", "to draft and publish versions of checklists")
        }
        Right::PublishBulletins => {
            lang.pick("писане и публикуване на бюлетина", "to write and publish the bulletin")
        }
        Right::ManageMail => {
            lang.pick("преглед на недоставените писма", "to see the letters that could not be delivered")
        }
        Right::ManageOwnAccount => {
            lang.pick("управление на собствения профил", "to manage one's own account")
        }
    };
    lang.pick(format!("Нужното право е: {name}."), format!("The right needed is {name}."))
}

/// Whom to ask for a right.
#[must_use]
pub fn ask_whom(lang: Lang, right: Right) -> &'static str {
    match right {
        Right::SubmitRequirements => lang.pick(
            "Имат го служителите на самия район; за достъп се обърнете към администратора на системата.",
            "The district's own staff have it; ask the system's administrator for access.",
        ),
        Right::DeclareOffers => lang.pick(
            "Имат го служителите на самия район и координаторите на Столична община.",
            "The district's own staff and the municipality's coordinators have it.",
        ),
        Right::ManageMail => lang.pick(
            "Имат го администраторите на системата; обърнете се към тях.",
            "The system's administrators have it; ask them.",
        ),
        Right::ViewBoard | Right::ViewChecklist | Right::ManageOwnAccount => lang.pick(
            "За достъп се обърнете към администратора на системата.",
            "Ask the system's administrator for access.",
        ),
        Right::DecideRequirements
        | Right::MarkMilestones
        | Right::SetDates
        | Right::SetHolder
        | Right::SuspendOnboardings
        | Right::SetCapacity
        | Right::RecordOutages
        | Right::AnswerDisputes
        | Right::RecordObservations
        | Right::DraftChecklists
        | Right::PublishBulletins => lang.pick(
            "Имат го координаторите на Столична община; обърнете се към тях.",
            "The municipality's coordinators have it; ask them.",
        ),
    }
}
