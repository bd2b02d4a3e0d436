//! Cases: what is asked of each query and check, and must be answered otherwise once it is wrong.
//!
//! A query is asked what its document in `tests/cmd/queries` shows, so that every answer compared here
//! is written down there. A check is asked the sound record and each fault in `tests/planted`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use onrecord::answer::bind;
use onrecord::script::header::Header;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::{examples, support};

/// How many steps of SQLite's machine an answer may take: one that is wrong may never end.
const STEPS: u64 = 10_000_000;

/// Topics in a circle and in a long chain, of which `hostile` and `examples` ask too.
const TRAP: &str = "UPDATE topic SET parent_id = (SELECT id FROM topic WHERE key = 'river') WHERE key = 'nature';
  WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 150)
  INSERT INTO topic (id, key, label, parent_id, batch_id)
  SELECT 1000 + n, 'deep-' || n, 'Deep', CASE WHEN n > 1 THEN 999 + n END, 1 FROM n";

/// A record, and how much of its patience is spent.
pub struct Asked {
    conn: Connection,
    spent: Arc<AtomicU64>,
}

/// The rows of an answer, or none where there is no answer.
pub type Answer = Option<Vec<Vec<Value>>>;

impl Asked {
    fn new(mut conn: Connection) -> Self {
        let spent = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&spent);
        let is_over = move || counted.fetch_add(1_000, Ordering::Relaxed) > STEPS;
        conn.progress_handler(1_000, Some(is_over)).unwrap();
        Self { conn, spent }
    }

    /// Whether SQLite takes a text for SQL at all.
    pub fn prepares(&self, sql: &str) -> bool {
        self.conn.prepare(sql).is_ok()
    }

    /// What a text answers.
    pub fn answer(&self, sql: &str, values: &[(String, Value)]) -> Answer {
        self.spent.store(0, Ordering::Relaxed);
        self.rows(sql, values).ok()
    }

    fn rows(&self, sql: &str, values: &[(String, Value)]) -> rusqlite::Result<Vec<Vec<Value>>> {
        let mut statement = self.conn.prepare(sql)?;
        let value = |n| {
            let name = statement.parameter_name(n).unwrap();
            // A check asks without any.
            values.iter().find(|(known, _)| *known == name[1..]).map_or(Value::Null, |(_, value)| value.clone())
        };
        let bound: Vec<Value> = (1..=statement.parameter_count()).map(value).collect();
        let width = statement.column_count();
        let mut rows = statement.query(params_from_iter(bound))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((0..width).map(|n| row.get(n)).collect::<rusqlite::Result<_>>()?);
        }
        Ok(all)
    }
}

/// One thing that is asked: of which record, with which values, and what is answered.
pub struct Case {
    record: usize,
    values: Vec<(String, Value)>,
    answer: Answer,
}

/// A text, and all that is asked of it.
pub struct Subject {
    /// The folder and the name.
    pub name: String,
    /// The text.
    pub sql: String,
    cases: Vec<Case>,
}

impl Subject {
    /// Whether a text answers everything as this one does.
    pub fn answers_alike(&self, sql: &str, records: &[Asked]) -> bool {
        self.cases.iter().all(|case| records[case.record].answer(sql, &case.values) == case.answer)
    }
}

/// Every query and every check, and the records they are asked of; the first is the sound one.
pub fn subjects() -> (Vec<Subject>, Vec<Asked>) {
    let mut records = vec![Asked::new(support::in_memory())];
    let mut subjects = Vec::new();
    for name in support::names("seed/queries", ".sql") {
        let sql = read(&format!("seed/queries/{name}.sql"));
        let header = Header::read(&name, &sql).unwrap();
        let asked = examples::shown(&name);
        let record = records.len();
        records.push(Asked::new(support::asked_by(&name)));
        let trap = support::asked_by(&name);
        trap.execute_batch(TRAP).unwrap();
        records.push(Asked::new(trap));
        let cases = asked.iter().flat_map(|arguments| {
            let values: Vec<(String, Value)> = header
                .parameters
                .iter()
                .map(|p| {
                    let given = examples::given(arguments, p);
                    (p.name.clone(), bind::value(&records[record].conn, p, &given).unwrap())
                })
                .collect();
            [record, record + 1].map(|record| {
                let answer = records[record].answer(&sql, &values);
                assert!(answer.is_some(), "{name} does not answer {arguments:?}");
                Case { record, values: values.clone(), answer }
            })
        });
        let mut cases: Vec<Case> = cases.collect();
        cases.sort_by_key(|case| case.record);
        subjects.push(Subject { cases, name: format!("queries/{name}"), sql });
    }
    for name in support::names("seed/checks", ".sql") {
        let sql = read(&format!("seed/checks/{name}.sql"));
        let mut cases = vec![Case { record: 0, values: Vec::new(), answer: records[0].answer(&sql, &[]) }];
        for planted in support::planted(&name) {
            let record = records.len();
            records.push(Asked::new(support::with_fault(&planted)));
            let answer = records[record].answer(&sql, &[]);
            assert!(answer.is_some(), "{name} does not answer of {planted}");
            cases.push(Case { record, values: Vec::new(), answer });
        }
        subjects.push(Subject { cases, name: format!("checks/{name}"), sql });
    }
    (subjects, records)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path)).unwrap()
}
