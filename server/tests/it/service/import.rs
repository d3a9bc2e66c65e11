//! Many observations at once: pasted, or from somebody's file.

use app::error::{OfferRule, Rule};
use axum::body::Body;
use http::{Request, header};
use rust_xlsxwriter::Workbook;

use super::{contradict, done, observation, read, rule};
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const IMPORT: &str = "/bg/uslugi/vnos";

fn table(rows: &str) -> Fields {
    let rows = format!("service,district,state,observed_on,source,link\n{rows}");
    fields([("lang", "bg"), ("back", IMPORT), ("rows", &rows)])
}

async fn a_table_is_shown_first_and_saved_whole(world: World) {
    contradict(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    let good = table("2079,lyulin,online,2026-11-21,портал,\n2107,Младост,не работи,2026-11-20,портал,");
    // One row that cannot follow what is recorded keeps all others out.
    let bad = table("2107,19,online,2026-11-20,портал,\n2079,lyulin,online,2026-11-01,портал,");
    for function in ["check_observations", "import_observations"] {
        let Rule::Offer(OfferRule::InRow { row, rule, .. }) = rule(&client.json(function, &bad).await) else {
            panic!("{function}")
        };
        assert_eq!(row, 3);
        assert_eq!(*rule, Rule::Offer(OfferRule::ObservedLater { on: "2026-11-20".to_owned() }));
    }
    let page = client.follow(&client.form("check_observations", &bad).await).await;
    assert!(page.text().contains("Ред 3, ден на наблюдението:"), "{}", page.text());
    assert!(page.value(page.by_id("check_observations-rows").unwrap()).contains("2026-11-01"));

    let preview = client.follow(&client.form("check_observations", &good).await).await;
    assert_eq!(preview.having("tr", "data-row").count(), 2);
    assert!(preview.text().contains("2 от 2 реда носят нещо ново."));
    assert_eq!(world.content().await, before);
    let save = preview.sent(preview.form("import_observations", "").unwrap());
    // Somebody else has changed a row since it was shown.
    done(&world, Who::SecondCoordinator, "observe_offer", &observation("1", "at_desk", "2026-11-21")).await;
    assert_eq!(rule(&client.json("import_observations", &save).await), Rule::ChangedByColleague);
    let preview = client.follow(&client.form("check_observations", &good).await).await;
    let save = preview.sent(preview.form("import_observations", "").unwrap());
    let saved = client.follow(&client.form("import_observations", &save).await).await;
    assert!(saved.text().contains("Записано."));
    assert_eq!(read(&world, "").await.0, "online");
    assert_eq!(rule(&client.json("import_observations", &save).await), Rule::Unchanged);
    assert_eq!(world.faults().await, Vec::<String>::new());
    // The page is for coordinators.
    assert_eq!(world.sign_in(Who::Staff).await.get(IMPORT).await.status, 403);
    assert_eq!(world.anonymous().get(IMPORT).await.status, 303);
}

/// Sends a file as the page's form does.
async fn upload(client: &Client, world: &World, name: &str, bytes: &[u8]) -> Answer {
    let origin = &world.config.public_url;
    let head = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--cut--\r\n"].concat();
    let request = Request::post(IMPORT)
        .header(header::HOST, origin.split("//").nth(1).unwrap())
        .header(header::ORIGIN, origin)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
    client.send(request.body(Body::from(body)).unwrap()).await
}

fn rows_of(page: &Page) -> String {
    page.value(page.by_id("check_observations-rows").unwrap()).to_owned()
}

async fn a_file_is_read_into_the_field(world: World) {
    contradict(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Проверка на портала, ноември").unwrap();
    for (column, name) in (0..).zip(["Район", "Услуга", "Състояние", "Ден", "Източник"])
    {
        sheet.write(2, column, name).unwrap();
    }
    for (row, cells) in (3..).zip([["Люлин", "електронно"], ["Младост", "не работи"]])
    {
        sheet.write(row, 0, cells[0]).unwrap().write(row, 1, 2079).unwrap();
        sheet.write(row, 2, cells[1]).unwrap().write(row, 3, "21.11.2026 г.").unwrap();
        sheet.write(row, 4, "портал").unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let answer = upload(&client, &world, "проверка.xlsx", &bytes).await;
    assert_eq!(answer.location(), format!("{IMPORT}#preview-title"));
    let preview = client.follow(&answer).await;
    assert!(preview.text().contains("2 от 2 реда носят нещо ново."), "{}", preview.text());
    assert_eq!(preview.having("tr", "data-row").count(), 2);
    assert!(rows_of(&preview).contains("Младост\t2079\tне работи"));
    assert_eq!(world.content().await, before, "nothing is saved by reading");
    let save = preview.sent(preview.form("import_observations", "").unwrap());
    let saved = client.follow(&client.form("import_observations", &save).await).await;
    assert!(saved.text().contains("Записано."));
    assert_eq!(read(&world, "").await.0, "online");

    // What is wrong with the rows is said by their numbers in the sheet.
    let wrong = "район;услуга;състояние;ден;източник\r\n\r\nЛюлин;2079;може би;21.11.2026;портал\r\n";
    let (wrong, _, _) = encoding_rs::WINDOWS_1251.encode(wrong);
    let answer = upload(&client, &world, "проверка.csv", &wrong).await;
    assert_eq!(answer.location(), format!("{IMPORT}#check_observations-errors"));
    let page = client.follow(&answer).await;
    assert!(
        page.text().contains("Ред 3, състояние: Изберете едно от: електронно, отчасти"),
        "{}",
        page.text()
    );
    assert!(rows_of(&page).contains("може би"));
}

async fn the_open_data_can_be_read_back(world: World) {
    contradict(&world).await;
    world.pass_days(1);
    let client = world.sign_in(Who::Coordinator).await;
    let offers = world.anonymous().get("/data/v1/2026-11-21/offers.csv").await;
    assert_eq!(offers.status, 200, "{}", offers.text());
    let page = client.follow(&upload(&client, &world, "offers.csv", &offers.body).await).await;
    assert!(page.text().contains("0 от 1 реда носят нещо ново."), "{}", page.text());
}

async fn a_file_that_is_no_table_is_refused_at_its_field(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for (bytes, said) in [
        (Vec::new(), "Попълнете"),
        (b"%PDF-1.7\n\x00\x01".to_vec(), "Запишете го като .xlsx или .csv"),
        (vec![b'a'; 3 * 1024 * 1024], "Файлът е над 1 MB"),
        ("район;услуга\nЛюлин;2079".into(), "трябва да назовава колоните"),
    ] {
        let page = client.follow(&upload(&client, &world, "x", &bytes).await).await;
        assert!(page.text().contains(said), "{said}: {}", page.text());
        assert!(page.form("import_observations", "").is_none());
    }
    assert_eq!(upload(&world.sign_in(Who::Staff).await, &world, "x", b"a").await.status, 403);
    assert_eq!(upload(&world.anonymous(), &world, "x", b"a").await.status, 401);
}

on_both_databases![
    a_table_is_shown_first_and_saved_whole,
    a_file_is_read_into_the_field,
    the_open_data_can_be_read_back,
    a_file_that_is_no_table_is_refused_at_its_field,
];
