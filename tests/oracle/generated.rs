//! Records of everything that can be asked for, the same at every run.

use crate::support;

use onrecord::facts;
use onrecord::record::create;
use rusqlite::Connection;

/// Numbers that are the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn date(&mut self, field: &str) -> String {
        let (month, day) = (1 + self.below(6), 1 + self.below(28));
        let date = match self.below(7) {
            0 | 1 => format!("2020-{month:02}-{day:02}"),
            2 => format!("2020-{month:02}-01/2020-{month:02}-20"),
            3 => format!("2020-{month:02}"),
            4 => format!("2020-{month:02}-{day:02}/2020-12-24"),
            5 => format!("../2020-{month:02}-{day:02}"),
            _ => return String::new(),
        };
        format!("{field} = \"{date}\"\n")
    }

    fn part(&mut self) -> String {
        let who = self.below(ENTITIES.len());
        match self.below(4) {
            0 => format!("{{ entity = \"{}\", behalf = \"{}\" }}", ENTITIES[who], self.one(ENTITIES)),
            1 => format!("{{ printed = \"{}\", behalf = \"{}\" }}", self.one(WORDS), self.one(ENTITIES)),
            _ => format!("\"{}\"", ENTITIES[who]),
        }
    }

    fn parties(&mut self, roles: &[&str]) -> String {
        let first = self.below(roles.len());
        let second = (first + 1 + self.below(roles.len() - 1)) % roles.len();
        let (one, two, three) = (self.part(), self.part(), self.part());
        format!("parties.{} = [{one}, {two}]\nparties.{} = {three}\n", roles[first], roles[second])
    }

    fn topics(&mut self) -> String {
        match self.below(3) {
            0 => String::new(),
            1 => format!("topics = [\"{}\"]\n", self.one(TOPICS)),
            _ => format!("topics = [\"{}\"]\n", self.one(&TOPICS[2..])),
        }
    }

    fn cite(&mut self) -> String {
        let (one, two) = (self.one(WORDS), self.one(WORDS));
        format!(
            "cite = [{{ quote = \"{one}\", sentence = 1 }}, {{ words = \"so {two}\", sentence = 2 }}, {{ words = \"in short\", sentence = 3 }}]\n\n"
        )
    }
}

pub const ENTITIES: &[&str] = &["one", "two", "three", "four"];
pub const TOPICS: &[&str] = &["top", "middle", "low", "apart"];
pub const SOURCES: &[&str] = &["first", "second", "third"];
const WORDS: &[&str] = &["A Dam", "50 % more", "a_b", "the dams", "water"];
const ROLES: &[&str] = &[
    "speaker",
    "addressee",
    "donor",
    "recipient",
    "host",
    "guest",
    "participant",
    "actor",
    "target",
    "victim",
    "mediator",
    "promiser",
    "promisee",
    "implementer",
];

/// A record of everything that can be asked for, told by three sources.
pub fn generated(seed: u64) -> Connection {
    let mut dice = Dice(seed);
    let mut files = Vec::new();
    for (n, source) in SOURCES.iter().enumerate() {
        let published = dice.date("published");
        let mut text = format!("[source]\nkey = \"{source}\"\nkind = \"speech\"\ntitle = \"{source}\"\n{published}\n");
        if n == 0 {
            text.push_str("[[predicate]]\nkey = \"holds-office\"\nlabel = \"holds\"\ninverse = \"is held by\"\n\n");
            text.push_str("[[currency]]\ncode = \"EUR\"\nname = \"Euro\"\nminor_unit = 2\n\n");
            for (key, parent) in
                [("top", ""), ("middle", "parent = \"top\"\n"), ("low", "parent = \"middle\"\n"), ("apart", "")]
            {
                text.push_str(&format!("[[topic]]\nkey = \"{key}\"\nlabel = \"The {key}\"\n{parent}\n"));
            }
            for key in ENTITIES {
                let topics = dice.topics();
                text.push_str(&format!("[[entity]]\nkey = \"{key}\"\nkind = \"country\"\nname = \"Land {key}\"\nnames.alias = [\"{}\"]\n{topics}cite = [\"x\"]\n\n", dice.one(WORDS)));
            }
        }
        for m in 0..30 {
            text.push_str(&facts(&mut dice, &format!("{source}-{m}"), m));
        }
        if n > 0 {
            for m in 0..30 {
                if dice.below(3) == 0 {
                    let kind = ["v", "v", "t", "p", "g", "r", "n", "d"][m % 8];
                    text.push_str(&format!("[[cite]]\nrecord = \"{}-{m}-{kind}\"\n{}", SOURCES[n - 1], dice.cite()));
                }
            }
        }
        files.push((format!("{source}.toml"), text));
    }
    create::in_memory(|conn| {
        let loaded = facts::load(conn, &files, &[], "facts", support::NOW).map(drop);
        loaded.inspect_err(|error| panic!("{error}"))
    })
    .unwrap()
}

/// A fact or two of a kind that follows from their number.
fn facts(dice: &mut Dice, key: &str, number: usize) -> String {
    let (topics, cite) = (dice.topics(), dice.cite());
    match number % 8 {
        0 | 1 => {
            let (kind, status) =
                (dice.one(&["meeting", "visit", "attack", "other"]), dice.one(&["occurred", "planned"]));
            let (date, parties) = (dice.date("date"), dice.parties(ROLES));
            let place = format!("place = \"{}\"\n", dice.one(ENTITIES));
            format!(
                "[[event]]\nkey = \"{key}-v\"\ntype = \"{kind}\"\nstatus = \"{status}\"\n{date}{place}{parties}{topics}{cite}"
            )
        }
        2 => {
            let (date, parties) = (dice.date("date"), dice.parties(&ROLES[..2]));
            let medium = format!("medium = \"{}\"\n", dice.one(ENTITIES));
            format!(
                "[[statement]]\nkey = \"{key}-t\"\nverb = \"says\"\nform = \"direct\"\ngist = \"g\"\nspeaker_basis = \"stated\"\n{date}{medium}{parties}{topics}{cite}"
            )
        }
        3 | 4 => {
            let given = ["donor", "recipient", "promiser", "promisee"];
            let (date, parties) = (dice.date("date"), dice.parties(&given));
            let letter = ["p", "g"][number % 8 - 3];
            let (pledge, stage) = (format!("{key}-p"), format!("{key}-g"));
            let (for_pledge, for_stage) = if letter == "p" { (cite.clone(), dice.cite()) } else { (dice.cite(), cite) };
            format!(
                "[[pledge]]\nkey = \"{pledge}\"\nkind = \"aid\"\ntitle = \"P\"\n{parties}{topics}{for_pledge}[[stage]]\nkey = \"{stage}\"\npledge = \"{pledge}\"\nstage = \"pledged\"\nmoney = \"EUR {}\"\n{date}{}{for_stage}",
                1 + number,
                dice.topics()
            )
        }
        5 => {
            let first = dice.below(4);
            let second = (first + 1 + dice.below(3)) % 4;
            format!(
                "[[relation]]\nkey = \"{key}-r\"\nsubject = \"{}\"\npredicate = \"holds-office\"\nobject = \"{}\"\n{cite}",
                ENTITIES[first], ENTITIES[second]
            )
        }
        6 => {
            let date = dice.date("as_of");
            let event = key.replace(&format!("-{number}"), &format!("-{}-v", number - 6));
            format!(
                "[[figure]]\nkey = \"{key}-n\"\nabout = \"{event}\"\nmeasure = \"dead\"\nbest = {number}\nunit = \"people\"\nas_written = \"so many\"\n{date}{topics}{cite}"
            )
        }
        _ => {
            let [one, two] = [7, 6].map(|back| key.replace(&format!("-{number}"), &format!("-{}-v", number - back)));
            format!(
                "[[dispute]]\nkey = \"{key}-d\"\nkind = \"degree\"\nquestion = \"q\"\nwhy = \"w\"\n{topics}{}sides = [\n  {{ record = \"{one}\", claim = \"c\", words = \"in short\" }},\n  {{ record = \"{two}\", claim = \"d\" }},\n]\n\n",
                cite.trim_end().to_owned() + "\n"
            )
        }
    }
}
