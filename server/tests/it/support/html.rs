//! Pages as a reader sees them: elements with their attributes and their text.

use std::collections::BTreeMap;

use super::client::Fields;

/// Elements that have no end tag.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "source"];

/// A page's elements in the order of the document.
#[derive(Debug)]
pub struct Page {
    elements: Vec<Element>,
}

/// One element.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: BTreeMap<String, String>,
    /// All text in it and in its descendants.
    pub text: String,
    place: usize,
    parent: Option<usize>,
}

impl Page {
    /// Reads a document as Leptos writes it; end tags are never left out.
    pub fn read(html: &str) -> Self {
        let mut elements = vec![Element::default()];
        let mut open = vec![0];
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            add_text(&mut elements, &open, &rest[..at]);
            rest = &rest[at + 1..];
            let end = end_of_tag(rest);
            let tag = &rest[..end];
            rest = &rest[(end + 1).min(rest.len())..];
            if tag.starts_with('!') {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                let opened = open.pop().map(|place| elements[place].name.as_str());
                assert_eq!(opened, Some(name), "the end tags are out of order");
                continue;
            }
            let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let place = elements.len();
            elements.push(read_element(tag, place, open.last().copied()));
            // What a script holds is no text of the page.
            if elements[place].name == "script" {
                let end = rest.find("</script>").unwrap_or(rest.len());
                elements[place].text = rest[..end].to_owned();
                rest = &rest[end..];
            }
            if !closed && !VOID.contains(&elements[place].name.as_str()) {
                open.push(place);
            }
        }
        add_text(&mut elements, &open, rest);
        Self { elements }
    }

    /// All text of the page.
    pub fn text(&self) -> &str {
        &self.elements[0].text
    }

    /// The page's language.
    pub fn lang(&self) -> &str {
        self.all("html").next().and_then(|html| html.get("lang")).unwrap_or_default()
    }

    /// All elements of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// All elements of this name that have this attribute.
    pub fn having(&self, name: &str, attribute: &str) -> impl Iterator<Item = &Element> {
        self.all(name).filter(move |element| element.get(attribute).is_some())
    }

    /// The first element with this attribute's value.
    pub fn with(&self, attribute: &str, value: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.get(attribute) == Some(value))
    }

    pub fn by_id(&self, id: &str) -> Option<&Element> {
        self.with("id", id)
    }

    /// The first element of this class.
    pub fn by_class(&self, class: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.has_class(class))
    }

    /// The elements inside another.
    pub fn inside<'p>(&'p self, outer: &'p Element) -> impl Iterator<Item = &'p Element> {
        self.elements.iter().filter(|element| {
            let mut parent = element.parent;
            while let Some(place) = parent {
                if place == outer.place {
                    return true;
                }
                parent = self.elements[place].parent;
            }
            false
        })
    }

    /// The form that is sent to this server function, about this item.
    pub fn form(&self, function: &str, item: &str) -> Option<&Element> {
        let action = format!("/api/{function}");
        self.all("form").filter(|form| form.get("action") == Some(action.as_str())).find(|form| {
            let named = |element: &&Element| {
                matches!(element.get("name"), Some("requirement" | "milestone" | "service"))
            };
            let of = self.inside(form).find(named).and_then(|element| element.get("value"));
            of.unwrap_or_default() == item
        })
    }

    /// What a browser would send of a form.
    pub fn sent(&self, form: &Element) -> Fields {
        let mut fields = Fields::new();
        for control in self.inside(form) {
            let Some(name) = control.get("name") else { continue };
            if control.get("type") == Some("checkbox") && control.get("checked").is_none() {
                continue;
            }
            fields.push((name.to_owned(), self.value(control)));
        }
        fields
    }

    /// A control's value.
    pub fn value(&self, control: &Element) -> String {
        match control.name.as_str() {
            "textarea" => control.text.clone(),
            "select" => {
                let chosen = self.inside(control).find(|option| option.get("selected").is_some());
                chosen.and_then(|option| option.get("value")).unwrap_or_default().to_owned()
            }
            _ => control.get("value").unwrap_or_default().to_owned(),
        }
    }
}

impl Element {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
    }

    /// The attributes that begin with `data-`.
    pub fn data(&self) -> BTreeMap<&str, &str> {
        let data = self.attributes.iter().filter(|(name, _)| name.starts_with("data-"));
        data.map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// The `>` that ends a tag; one inside a quoted value does not.
fn end_of_tag(rest: &str) -> usize {
    if rest.starts_with("!--") {
        return rest.find("-->").map_or(rest.len(), |at| at + 2);
    }
    let mut quoted = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    rest.len()
}

fn add_text(elements: &mut [Element], open: &[usize], text: &str) {
    let text = decoded(text);
    for place in open {
        elements[*place].text.push_str(&text);
    }
}

fn read_element(tag: &str, place: usize, parent: Option<usize>) -> Element {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').unwrap();
            value = decoded(inside);
            rest = after;
        }
        attributes.insert(attribute, value);
    }
    Element { name: name.to_owned(), attributes, text: String::new(), place, parent }
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    text.replace("&amp;", "&")
}
