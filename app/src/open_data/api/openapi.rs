//! The description of the API (OpenAPI 3.1), made from the data sets' dictionary.

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde_json::{Value, json};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::info::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::response::{Response as Described, ResponseBuilder};
use utoipa::openapi::schema::{
    ArrayBuilder, ComponentsBuilder, KnownFormat, ObjectBuilder, SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::{Components, Content, Header, OpenApi, OpenApiBuilder, Ref, Required};

use super::{BASE, SINGLE, path_of};
use crate::error::AppError;
use crate::open_data::datasets::Set;
use crate::open_data::model::{Column, Filter, Kind};
use crate::open_data::problem;
use crate::open_data::query::{
    DEFAULT_LIMIT, LIMIT, MAX_LIMIT, MAX_NAME, MAX_OFFSET, MAX_SERVICE, OFFSET, Pairs,
};
use crate::replay::model::{AS_OF, KNOWN};
use crate::site::Site;
use crate::text::{Lang, Text};

/// What a `known` looks like: an instant in UTC, to the minute, second or
/// millisecond.
const INSTANT: &str = "^20[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{3})?)?Z$";

/// `/api/v1/openapi.json`
///
/// # Errors
/// [`AppError::Parameter`]: it has no parameters.
pub async fn show(State(site): State<Site>, OriginalUri(uri): OriginalUri) -> Result<Response, AppError> {
    Pairs::read(&uri, &[])?;
    let demonstration = site.db.is_demonstration().await?;
    super::json(&describe(&site), demonstration, None)
}

/// The whole description.
#[must_use]
pub fn describe(site: &Site) -> OpenApi {
    let installation = &site.installation;
    let mut contact = ContactBuilder::new().url(Some(installation.url("/en/otvoreni-danni")));
    if let Some(name) = installation.operator(Lang::En) {
        contact = contact.name(Some(name));
    }
    let licence = LicenseBuilder::new().name("CC BY 4.0").identifier(Some("CC-BY-4.0")).build();
    let info = InfoBuilder::new()
        .title("Redom")
        .version("1")
        .description(Some(about(site.open_limits.per_minute())))
        .contact(Some(contact.build()))
        .license(Some(licence))
        .build();
    let mut paths = PathsBuilder::new()
        .path(BASE, get(index_operation()))
        .path(format!("{BASE}/openapi.json"), get(description_operation()));
    for set in Set::ALL {
        paths = paths.path(path_of(set), get(list_operation(set)));
    }
    for (set, name) in SINGLE {
        paths = paths.path(format!("{}/{{{name}}}", path_of(set)), get(single_operation(set, name)));
    }
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url(installation.public_url.clone()).build()]))
        .paths(paths.build())
        .components(Some(components()))
        .build()
}

fn about(per_minute: u32) -> String {
    format!(
        "What the pages of Redom show, for programs. Only reading; no key; from any site (CORS). \
         {per_minute} requests a minute from an address. Every answer has an ETag; ask again with \
         If-None-Match. A parameter that does not exist, is given twice or is empty is refused. \
         Within version 1 members are added, never taken away or given another meaning.\n\n\
         Това, което показват страниците на Редом, за програми. Само за четене, без ключ, от всеки \
         сайт (CORS). {per_minute} заявки в минута от един адрес. Всеки отговор има ETag; питайте \
         отново с If-None-Match. Параметър, който не съществува, е даден два пъти или е празен, се \
         отказва. Във версия 1 само се добавят полета, без да се махат или да менят смисъла си."
    )
}

fn get(operation: Operation) -> PathItem {
    PathItem::new(HttpMethod::Get, operation)
}

fn index_operation() -> Operation {
    let schema = ObjectBuilder::new()
        .property("version", text())
        .property("demonstration", flag())
        .property("description", text())
        .property("licence", text())
        .property("datasets", ArrayBuilder::new().items(ObjectBuilder::new()).build());
    let schema = ["version", "demonstration", "description", "licence", "datasets"]
        .into_iter()
        .fold(schema, ObjectBuilder::required);
    let answer = answer("What is here.", Content::new(Some(schema.build())));
    operation("getIndex", "What is here", answer).build()
}

fn description_operation() -> Operation {
    let schema = ObjectBuilder::new().property("openapi", text()).required("openapi").build();
    operation("getDescription", "This description", answer("OpenAPI 3.1.", Content::new(Some(schema))))
        .build()
}

fn list_operation(set: Set) -> Operation {
    let dataset = set.dataset();
    let rows = ArrayBuilder::new().items(Ref::from_schema_name(dataset.key)).build();
    let number = |meaning: &str| {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).description(Some(meaning)).build()
    };
    let schema = heading()
        .property("total", number("How many rows there are in all."))
        .property("offset", number("From which row on."))
        .property("limit", number("How many rows at most."))
        .property("data", rows);
    let schema = ["total", "offset", "limit", "data"].into_iter().fold(schema, ObjectBuilder::required);
    let link = "Where the next and the previous rows are (RFC 8288), where there are any.";
    let answer = answer(dataset.about.en, Content::new(Some(schema.build())));
    let answer = ResponseBuilder::from(answer).header("Link", header(link)).build();
    let mut operation = operation(&id("list", dataset.key), dataset.name.en, answer)
        .description(Some(both(dataset.about)))
        .response("400", Ref::from_response_name("BadRequest"))
        .response("404", Ref::from_response_name("NotFound"));
    for filter in dataset.filters {
        operation = operation.parameter(chosen_by(*filter));
    }
    clocks(operation).parameter(limit()).parameter(offset()).build()
}

fn single_operation(set: Set, name: &str) -> Operation {
    let dataset = set.dataset();
    let schema = heading().property("data", Ref::from_schema_name(dataset.key)).required("data").build();
    let answer = answer(dataset.about.en, Content::new(Some(schema)));
    let filter = dataset.filters.first().copied().unwrap_or(Filter::Programme);
    let schema = filter_schema(filter);
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(filter_text(filter)))
        .schema(Some(schema))
        .example(Some(example(filter)))
        .build();
    let operation = operation(&id("get", dataset.key), dataset.name.en, answer)
        .description(Some(both(dataset.about)))
        .parameter(parameter)
        .response("400", Ref::from_response_name("BadRequest"))
        .response("404", Ref::from_response_name("NotFound"));
    clocks(operation).build()
}

/// What all operations answer.
fn operation(id: &str, summary: &str, answer: Described) -> OperationBuilder {
    OperationBuilder::new()
        .operation_id(Some(id))
        .summary(Some(summary))
        .response("200", answer)
        .response("304", Ref::from_response_name("NotModified"))
        .response("400", Ref::from_response_name("BadRequest"))
        .response("405", Ref::from_response_name("MethodNotAllowed"))
        .response("429", Ref::from_response_name("TooManyRequests"))
        .response("500", Ref::from_response_name("Failed"))
        .response("503", Ref::from_response_name("Failed"))
}

fn answer(description: &str, content: Content) -> Described {
    ResponseBuilder::new()
        .description(description)
        .content("application/json", content)
        .header("ETag", header("Changes with the answer; send it back as If-None-Match."))
        .header("Redom-Demonstration", header("`true` where the progress is invented, else `false`."))
        .build()
}

fn components() -> Components {
    let mut components = ComponentsBuilder::new().schema("Problem", problem_schema());
    for set in Set::ALL {
        let dataset = set.dataset();
        let mut schema = ObjectBuilder::new().description(Some(both(dataset.about)));
        for column in dataset.columns {
            schema = schema.property(column.name, column_schema(column)).required(column.name);
        }
        components = components.schema(dataset.key, schema.build());
    }
    let refused = |description: &str, status: u16, kind: &str| {
        let example = json!({
            "type": format!("{}{kind}", problem::KINDS),
            "title": "…",
            "status": status,
            "detail": "…",
            "instance": "/api/v1/marks",
        });
        let mut content = Content::new(Some(Ref::from_schema_name("Problem")));
        content.example = Some(example);
        ResponseBuilder::new()
            .description(description)
            .content(problem::MEDIA_TYPE, content)
            .header("Content-Language", header("The language of title and detail, by Accept-Language."))
    };
    components
        .response("NotModified", ResponseBuilder::new().description("What you have is right.").build())
        .response(
            "BadRequest",
            refused("A parameter can never be answered; `parameter` names it.", 400, "parameter").build(),
        )
        .response(
            "NotFound",
            refused(
                "There is no such thing, or nothing can be shown of that day or instant.",
                404,
                "not-found",
            )
            .build(),
        )
        .response(
            "MethodNotAllowed",
            refused("Only GET, HEAD and OPTIONS.", 405, "method").header("Allow", header("What is.")).build(),
        )
        .response(
            "TooManyRequests",
            refused("Too many requests from this address.", 429, "too-many")
                .header("Retry-After", header("After how many seconds to ask again."))
                .build(),
        )
        .response("Failed", refused("Our fault.", 500, "failed").build())
        .build()
}

fn problem_schema() -> utoipa::openapi::Object {
    let schema = ObjectBuilder::new()
        .description(Some("RFC 9457"))
        .property("type", text())
        .property("title", text())
        .property("status", ObjectBuilder::new().schema_type(Type::Integer))
        .property("detail", text())
        .property("instance", text())
        .property("parameter", text())
        .property("incident", text());
    ["type", "title", "status", "detail", "instance"]
        .into_iter()
        .fold(schema, ObjectBuilder::required)
        .build()
}

fn heading() -> ObjectBuilder {
    let day = ObjectBuilder::new().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let known = "Everything recorded up to this instant; null: everything recorded so far.";
    let permanent = "Where the same facts are for good; null while nothing is recorded.";
    let schema = ObjectBuilder::new()
        .property("dataset", text())
        .property("demonstration", flag())
        .property("as_of", day.schema_type(Type::String).description(Some("The day that is shown.")))
        .property("known", maybe(Type::String).description(Some(known)))
        .property("permanent", maybe(Type::String).description(Some(permanent)));
    ["dataset", "demonstration", "as_of", "known", "permanent"]
        .into_iter()
        .fold(schema, ObjectBuilder::required)
}

/// What a column's values are.
fn column_schema(column: &Column) -> ObjectBuilder {
    let kind = match column.kind {
        Kind::Whole(_) => Type::Integer,
        Kind::Decimal(_) => Type::Number,
        Kind::Flag => Type::Boolean,
        _ => Type::String,
    };
    let schema = if column.may_lack { maybe(kind) } else { ObjectBuilder::new().schema_type(kind) };
    let schema = schema.description(Some(both(column.meaning)));
    match column.kind {
        Kind::Key(keys) => {
            let keys = keys.iter().map(|key| Value::from(*key));
            schema.enum_values(Some(keys.chain(column.may_lack.then_some(Value::Null))))
        }
        Kind::Day => schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
        Kind::Instant => schema.format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime))),
        _ => schema,
    }
}

fn clocks(operation: OperationBuilder) -> OperationBuilder {
    let day = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    let instant = ObjectBuilder::new().schema_type(Type::String).pattern(Some(INSTANT));
    let as_of =
        "The day to show, from the programme's first day to today in Sofia; today where none is named.";
    let known = "Only what was recorded up to this instant, in UTC; with both clocks the answer is the same for good.";
    operation.parameter(query(AS_OF, as_of, day, json!("2026-11-20"))).parameter(query(
        KNOWN,
        known,
        instant,
        json!("2026-11-20T21:59:59.999Z"),
    ))
}

fn limit() -> Parameter {
    let schema = whole(1, MAX_LIMIT).default(Some(json!(DEFAULT_LIMIT)));
    query(LIMIT, "How many rows at most.", schema, json!(DEFAULT_LIMIT))
}

fn offset() -> Parameter {
    let schema = whole(0, MAX_OFFSET).default(Some(json!(0)));
    query(OFFSET, "From which row on; the order of rows stays.", schema, json!(0))
}

fn chosen_by(filter: Filter) -> Parameter {
    query(filter.key(), filter_text(filter), filter_schema(filter), example(filter))
}

fn filter_text(filter: Filter) -> &'static str {
    match filter {
        Filter::Programme => "A programme by its name in addresses; the first one where none is named.",
        Filter::District => "A district by its name in addresses.",
        Filter::Service => "A service by its number in the Administrative Register.",
    }
}

fn filter_schema(filter: Filter) -> ObjectBuilder {
    match filter {
        Filter::Service => whole(1, MAX_SERVICE),
        _ => ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^[a-z0-9-]+$"))
            .min_length(Some(1))
            .max_length(Some(MAX_NAME)),
    }
}

fn example(filter: Filter) -> Value {
    match filter {
        Filter::Programme => json!("unified-model"),
        Filter::District => json!("lyulin"),
        Filter::Service => json!(2079),
    }
}

fn query(name: &str, meaning: &str, schema: ObjectBuilder, example: Value) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(meaning))
        .schema(Some(schema))
        .example(Some(example))
        .build()
}

fn whole(min: u32, max: u32) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(min)).maximum(Some(max))
}

fn maybe(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter([kind, Type::Null]))
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn flag() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Boolean)
}

fn header(meaning: &str) -> Header {
    HeaderBuilder::new().schema(Some(text())).description(Some(meaning)).build()
}

fn both(text: Text) -> String {
    format!("{}\n\n{}", text.en, text.bg)
}

/// `list`, `marks` → `listMarks`
fn id(verb: &str, noun: &str) -> String {
    let mut letters = noun.chars();
    let first = letters.next().map(|one| one.to_ascii_uppercase());
    format!("{verb}{}{}", first.unwrap_or_default(), letters.as_str())
}
