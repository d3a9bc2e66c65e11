//! Statements in the order in which they were made, so that a graph is the same
//! bytes each time.

use chrono::NaiveDate;
use oxjsonld::JsonLdSerializer;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{GraphNameRef, Literal, NamedNode, QuadRef, Term, Triple};
use oxttl::TurtleSerializer;

use crate::db::internal;
use crate::error::AppError;
use crate::text::{Bilingual, Lang, Text};

/// The vocabularies by prefix.
const PREFIXES: [(&str, &str); 16] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("atu", "http://data.europa.eu/88u/dataset/"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("iana", "https://www.iana.org/assignments/media-types/"),
    ("op", "http://publications.europa.eu/resource/authority/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Statements.
#[derive(Debug, Default)]
pub struct Graph(Vec<Triple>);

/// A name: `dct:title`, or a whole address.
#[must_use]
pub fn name(short: &str) -> NamedNode {
    let known = short.split_once(':').and_then(|(prefix, local)| {
        let (_, base) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{base}{local}"))
    });
    NamedNode::new_unchecked(known.unwrap_or_else(|| short.to_owned()))
}

/// A day.
#[must_use]
pub fn day(day: NaiveDate) -> Literal {
    Literal::new_typed_literal(day.to_string(), xsd::DATE)
}

/// A text of this type.
#[must_use]
pub fn typed(text: &str, datatype: &str) -> Literal {
    Literal::new_typed_literal(text, name(datatype))
}

/// Plain text.
#[must_use]
pub fn plain(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

impl Graph {
    /// Says what something is.
    pub fn is(&mut self, subject: &str, classes: &[&str]) {
        for class in classes {
            self.0.push(Triple::new(name(subject), rdf::TYPE, name(class)));
        }
    }

    /// Says one thing of a subject.
    pub fn say(&mut self, subject: &str, property: &str, object: impl Into<Term>) {
        self.0.push(Triple::new(name(subject), name(property), object));
    }

    /// Relates a subject to something that has a name.
    pub fn relate(&mut self, subject: &str, property: &str, object: &str) {
        self.say(subject, property, name(object));
    }

    /// Says it in both languages.
    pub fn tell(&mut self, subject: &str, property: &str, text: &Bilingual) {
        for lang in Lang::ALL {
            let words = Literal::new_language_tagged_literal_unchecked(text.get(lang), lang.code());
            self.say(subject, property, words);
        }
    }

    /// A concept of somebody's list, with its label.
    pub fn concept(&mut self, concept: &str, label: Text) {
        self.is(concept, &["skos:Concept"]);
        self.tell(concept, "skos:prefLabel", &both(label));
    }

    /// As Turtle.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn turtle(&self) -> Result<Vec<u8>, AppError> {
        let mut turtle = TurtleSerializer::new();
        for (prefix, base) in PREFIXES {
            turtle = turtle.with_prefix(prefix, base).map_err(|error| internal(&error))?;
        }
        let mut writer = turtle.for_writer(Vec::new());
        for triple in &self.0 {
            writer.serialize_triple(triple).map_err(|error| internal(&error))?;
        }
        let written = writer.finish().map_err(|error| internal(&error))?;
        // The library declares prefixes in no order; the same graph is the same bytes.
        let text = String::from_utf8(written).map_err(|error| internal(&error))?;
        let (mut declared, said): (Vec<&str>, Vec<&str>) =
            text.split_inclusive('\n').partition(|line| line.starts_with("@prefix "));
        declared.sort_unstable();
        Ok([declared, said].concat().concat().into_bytes())
    }

    /// As JSON-LD.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn json_ld(&self) -> Result<Vec<u8>, AppError> {
        let mut json = JsonLdSerializer::new();
        for (prefix, base) in PREFIXES {
            json = json.with_prefix(prefix, base).map_err(|error| internal(&error))?;
        }
        let mut writer = json.for_writer(Vec::new());
        for triple in &self.0 {
            let triple = triple.as_ref();
            let quad =
                QuadRef::new(triple.subject, triple.predicate, triple.object, GraphNameRef::DefaultGraph);
            writer.serialize_quad(quad).map_err(|error| internal(&error))?;
        }
        let written = writer.finish().map_err(|error| internal(&error))?;
        // Members in the order of their names, for the same reason.
        let sorted: serde_json::Value = serde_json::from_slice(&written).map_err(|error| internal(&error))?;
        serde_json::to_vec(&sorted).map_err(|error| internal(&error))
    }
}

/// A text of the interface as one that comes with the data.
#[must_use]
pub fn both(text: Text) -> Bilingual {
    Bilingual { bg: text.bg.to_owned(), en: text.en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written is read back by the same library, in both syntaxes, and is
    /// the same bytes each time.
    #[test]
    fn both_syntaxes_say_the_same() {
        let mut graph = Graph::default();
        let name = Bilingual {
            bg: "Район „Люлин“ \\ \"x\"".to_owned(), en: "Lyulin\n</script>".to_owned()
        };
        graph.is("https://redom.example/#a", &["dcat:Dataset"]);
        graph.tell("https://redom.example/#a", "dct:title", &name);
        graph.say("https://redom.example/#a", "dcat:byteSize", typed("7", "xsd:nonNegativeInteger"));
        graph.relate("https://redom.example/#a", "dct:publisher", "https://redom.example/#b");
        let turtle = graph.turtle().unwrap();
        assert_eq!(turtle, graph.turtle().unwrap());
        let json = graph.json_ld().unwrap();
        let mut read: Vec<Triple> =
            oxttl::TurtleParser::new().for_slice(&turtle).collect::<Result<_, _>>().unwrap();
        let mut quads: Vec<Triple> = oxjsonld::JsonLdParser::new()
            .for_slice(&json)
            .map(|quad| quad.map(|quad| Triple::new(quad.subject, quad.predicate, quad.object)))
            .collect::<Result<_, _>>()
            .unwrap();
        let mut said = graph.0.clone();
        for triples in [&mut read, &mut quads, &mut said] {
            triples.sort_by_key(ToString::to_string);
        }
        assert_eq!(read, said);
        assert_eq!(quads, said);
    }
}
