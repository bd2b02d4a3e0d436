//! What is promised of a reader, whoever it is.

use super::*;

/// A reader that has the rows of every statement ready, as a server's answer would.
struct Ready(Vec<Vec<Value>>);

impl Reader for Ready {
    fn statements<'r>(&'r self, _: &'r str) -> Box<dyn Statements<'r> + 'r> {
        unreachable!("nobody's SQL is asked here")
    }

    fn statement<'r>(&'r self, _: &str) -> Result<Box<dyn Statement + 'r>> {
        Ok(Box::new(Answer { rows: &self.0, at: 0 }))
    }
}

struct Answer<'r> {
    rows: &'r [Vec<Value>],
    at: usize,
}

impl Statement for Answer<'_> {
    fn columns(&self) -> Vec<String> {
        vec!["a".to_owned(), "b".to_owned()]
    }

    fn parameters(&self) -> Vec<String> {
        Vec::new()
    }

    fn only_reads(&self) -> bool {
        true
    }

    fn ask(&mut self, _: &[Value]) -> Result<Box<dyn Rows + '_>> {
        Ok(Box::new(Answer { rows: self.rows, at: 0 }))
    }
}

impl Rows for Answer<'_> {
    fn next(&mut self) -> Result<Option<Values<'_>>> {
        self.at += 1;
        Ok(self.rows.get(self.at - 1).map(|row| Values::Ready(row)))
    }
}

fn same(reader: &dyn Reader) {
    let sql = "SELECT column1, column2 FROM (VALUES ('x', 1), (NULL, 2), ('y', NULL))";
    assert_eq!(reader.texts(sql, &[]).unwrap(), ["x", "y"]);
    let mut found = Vec::new();
    reader
        .each(sql, &[], |row| {
            found.push((row.text(0)?, row.number(1)?));
            assert!(row.value(2).is_err() && row.number(0).is_err() == row.text(0)?.is_some());
            let mut values = Vec::new();
            row.each(2, |n, value| values.push((n, value.data_type())))?;
            assert_eq!(values.len(), 2);
            Ok(())
        })
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(found, [(text("x"), Some(1)), (None, Some(2)), (text("y"), None)]);
}

#[test]
fn rows_are_the_same_from_sqlite_and_from_elsewhere() {
    same(&Connection::open_in_memory().unwrap());
    let text = |text: &str| Value::from(text.to_owned());
    let ready = vec![vec![text("x"), 1.into()], vec![Value::Null, 2.into()], vec![text("y"), Value::Null]];
    same(&Ready(ready));
}

#[test]
fn a_place_in_somebodys_sql_is_counted_from_its_start() {
    let conn = Connection::open_in_memory().unwrap();
    let sql = "SELECT 1; SELECT absent FROM sqlite_schema";
    let mut statements = conn.statements(sql);
    assert_eq!(statements.next().unwrap().unwrap().columns(), ["1"]);
    let Err(Error::Sql { at, message, .. }) = statements.next().map(drop) else { panic!("it is wrong") };
    assert_eq!((at, message.as_str()), (sql.find("absent"), "no such column: absent"));
}
