//! The names of forms' fields, for error summaries and for comparing values.

use super::Lang;

/// The name of a field of this server function's form, as its label has it;
/// `None` for one that is not for reading.
#[must_use]
pub fn field_text(lang: Lang, operation: &str, field: &str) -> Option<&'static str> {
    Some(match field {
        "since" if operation == "declare_offer" => lang.pick("В сила от", "In force since"),
        "state" => lang.pick("Състояние", "State"),
        "part_bg" => lang.pick("Коя част (на български)", "Which part (in Bulgarian)"),
        "part_en" => lang.pick("Коя част (на английски)", "Which part (in English)"),
        "observed_on" => lang.pick("Ден на наблюдението", "Day of the observation"),
        "source" => lang.pick("Източник", "Source"),
        "link" => lang.pick("Адрес на страница", "Address of a page"),
        "check_service" => lang.pick("Услуга", "Service"),
        "check_district" => lang.pick("Район", "District"),
        "address" => lang.pick("Адрес на страницата", "Address of the page"),
        "phrase" => {
            lang.pick("Какво пише там, когато услугата работи", "What it says when the service works")
        }
        "service" => lang.pick("Услуга", "Service"),
        "district" => lang.pick("Район", "District"),
        "rows" => lang.pick("Таблица", "Table"),
        "file" => lang.pick("Файл", "File"),
        "since" if operation == "suspend_onboarding" => lang.pick("Спрян от", "Suspended since"),
        "reason" if operation == "set_dates" => lang.pick("Пояснение", "Explanation"),
        "user_name" => lang.pick("Потребителско име", "User name"),
        "password" => lang.pick("Парола", "Password"),
        "present_password" => lang.pick("Сегашна парола", "Present password"),
        "new_password" => lang.pick("Нова парола", "New password"),
        "repeated_password" => lang.pick("Новата парола още веднъж", "The new password once more"),
        "evidence_kind" => lang.pick("Вид доказателство", "Kind of evidence"),
        "evidence" => lang.pick("Връзка, номер или описание", "Link, number or description"),
        "valid_until" => lang.pick("Последен ден на валидност", "Last day of validity"),
        "reasons" | "reasons[]" => lang.pick("Причини", "Reasons"),
        "text_bg" => lang.pick("Текст на български", "Text in Bulgarian"),
        "text_en" => lang.pick("Текст на английски", "Text in English"),
        "month" => lang.pick("Месец", "Month"),
        "email" if operation == "file_dispute" => {
            lang.pick("Електронен адрес за отговора (може без)", "E-mail address for the answer (optional)")
        }
        "email" => lang.pick("Електронен адрес", "E-mail address"),
        "scope" => lang.pick("За какво", "About"),
        "about" => lang.pick("За какво се отнася", "What it is about"),
        "website" => lang.pick("Поле, което остава празно", "The field that stays empty"),
        "outcome" => lang.pick("Решение", "Decision"),
        "answer" => lang.pick("Публичен отговор", "Public answer"),
        "text" if operation == "file_dispute" => {
            lang.pick("Какво не е вярно и откъде се вижда", "What is not true, and how it can be seen")
        }
        "text" => lang.pick("Какво да се поправи", "What to correct"),
        "reason" => lang.pick("Причина", "Reason"),
        "holder" if operation == "record_outage" => {
            lang.pick("Кой трябва да го отстрани", "Who must mend it")
        }
        "holder" => lang.pick("На ход е", "Whose move"),
        "since" => lang.pick("От дата", "Since"),
        "from" => lang.pick("Не важи от", "No longer holds from"),
        "reached_on" => lang.pick("Достигнат на", "Reached on"),
        "window_from" => lang.pick("Прозорец: от", "Window: from"),
        "window_to" => lang.pick("Прозорец: до", "Window: to"),
        "preferred" => lang.pick("Предпочитана дата", "Preferred date"),
        "agreed" => lang.pick("Договорена дата", "Agreed date"),
        "because" => lang.pick("Причина", "Reason"),
        "unusual_day" => lang.pick("Денят е избран нарочно", "The day is meant"),
        "title" => lang.pick("Какво не работи", "What does not work"),
        "begins_on" => lang.pick("Първи ден", "First day"),
        "ends_on" => lang.pick("Последен ден", "Last day"),
        "requirements" => lang.pick("Засегнати изисквания", "Requirements touched"),
        "services" => lang.pick("Засегнати услуги", "Services touched"),
        "name_bg" => lang.pick("Име на български", "Name in Bulgarian"),
        "name_en" => lang.pick("Име на английски", "Name in English"),
        "milestone" => lang.pick("Етап", "Milestone"),
        "basis_bg" => lang.pick("Основание на български", "Basis in Bulgarian"),
        "basis_en" => lang.pick("Основание на английски", "Basis in English"),
        "source_bg" => lang.pick("Източник на български", "Source in Bulgarian"),
        "source_en" => lang.pick("Източник на английски", "Source in English"),
        "next_bg" => lang.pick("Следваща стъпка на български", "Next step in Bulgarian"),
        "next_en" => lang.pick("Следваща стъпка на английски", "Next step in English"),
        "evidence_asked" => lang.pick("Вид доказателство", "Kind of evidence"),
        "valid_months" => lang.pick("Валидност в месеци", "Valid for months"),
        "applies_when" => lang.pick("Отнася се", "Applies"),
        "must_be_met_by" => lang.pick("Срок за изпълнение", "To be met by"),
        "after" | "after[]" => lang.pick("Първо трябва", "Comes first"),
        "holds_from" => lang.pick("Важи от", "Holds from"),
        "condition_bg" => lang.pick("Условие на български", "Condition in Bulgarian"),
        "condition_en" => lang.pick("Условие на английски", "Condition in English"),
        "holds" => lang.pick("Условие", "Condition"),
        "places" => lang.pick("Места", "Places"),
        "week" => lang.pick("Седмица", "Week"),
        "expected_return" => lang.pick("Очаквано връщане", "Expected return"),
        "returned_on" => lang.pick("Работи отново от", "Live again since"),
        _ => return None,
    })
}
