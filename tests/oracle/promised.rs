//! What each filter promises, as a plain SELECT over the tables.

/// The entity that is typed.
const WHO: &str = "(SELECT id FROM record WHERE key = ?1)";

/// The first and the last day of the month that is typed.
const FROM: &str = "(?1 || '-01')";
const TO: &str = "date(?1 || '-01', '+1 month', '-1 day')";

/// The records that one has a part in, in any of these roles; `column` is who or on whose behalf.
fn in_role(column: &str, roles: &str) -> String {
    format!("SELECT record_id FROM party WHERE {column} = {WHO} AND role IN ({roles})")
}

/// The stages of pledges, and the pledges themselves.
fn of_pledges(pledges: &str) -> String {
    format!("SELECT id FROM stage WHERE pledge_id IN ({pledges}) UNION SELECT id FROM pledge WHERE id IN ({pledges})")
}

/// The records that are on a topic, one below it, or one below that.
fn on_topic() -> String {
    "SELECT record_id FROM record_topic JOIN topic AS own ON own.id = topic_id
    LEFT JOIN topic AS above ON above.id = own.parent_id LEFT JOIN topic AS top ON top.id = above.parent_id
    WHERE ?1 IN (own.key, above.key, top.key)"
        .to_owned()
}

/// The records of which a source is cited.
fn cited() -> String {
    "SELECT record_id FROM citation JOIN source ON source.id = source_id WHERE source.key = ?1".to_owned()
}

/// The records of tables with days that meet a condition on their days.
fn with_days(query: &str, condition: &str) -> String {
    let tables: &[&str] = match query {
        "events" | "meetings" | "upcoming" => &["event"],
        "statements" | "addressed-to" | "positions" => &["statement"],
        "pledges" | "pledge-totals" => &["stage"],
        "timeline" => &["event", "statement", "stage"],
        other => panic!("{other}: what has the days?"),
    };
    let of = |table: &&str| format!("SELECT id FROM {table} WHERE {condition}");
    tables.iter().map(of).collect::<Vec<_>>().join(" UNION ")
}

/// The records that have what a filter asks for: their numbers, or for rows without one their keys.
pub fn promised(query: &str, parameter: &str) -> Option<String> {
    Some(match (query, parameter) {
        ("addressed-to" | "statements", "addressee") => {
            format!("SELECT id FROM statement WHERE id IN ({})", in_role("entity_id", "'addressee'"))
        }
        ("statements" | "addressed-to" | "wordings" | "who-said", "speaker")
        | ("positions", "party")
        | ("statements" | "who-said" | "positions", "for") => {
            format!("{} UNION {}", in_role("entity_id", "'speaker'"), in_role("behalf_id", "'speaker'"))
        }
        // The oracle's record has nobody who holds an office of a body, nor a body of a body.
        ("events" | "upcoming", "for") => {
            let all = "SELECT role FROM party";
            format!("{} UNION {}", in_role("entity_id", all), in_role("behalf_id", all))
        }
        ("timeline", "for") => {
            let all = "SELECT role FROM party";
            let records = format!("{} UNION {}", in_role("entity_id", all), in_role("behalf_id", all));
            format!("{records} UNION SELECT id FROM stage WHERE pledge_id IN ({records})")
        }
        ("statements", "printed") => {
            "SELECT record_id FROM party WHERE role = 'speaker' AND instr(lower(printed), lower(?1)) > 0".to_owned()
        }
        ("events", "actor") => in_role("entity_id", "'actor', 'host', 'donor'"),
        ("events", "target") => in_role("entity_id", "'target', 'victim'"),
        ("events" | "upcoming", "party") => in_role("entity_id", "SELECT role FROM party"),
        ("meetings", "party" | "with" | "for") => format!(
            "SELECT id FROM event WHERE id IN ({} UNION {}) AND type IN
            ('meeting', 'visit', 'call', 'negotiation', 'conference', 'summit', 'consultation')",
            in_role("entity_id", "SELECT role FROM party"),
            in_role("behalf_id", "SELECT role FROM party")
        ),
        ("timeline", "party") => {
            let records = in_role("entity_id", "SELECT role FROM party");
            format!("{records} UNION SELECT id FROM stage WHERE pledge_id IN ({records})")
        }
        ("pledges" | "pledge-history" | "pledge-totals", "donor") => {
            of_pledges(&in_role("entity_id", "'donor', 'promiser'"))
        }
        ("pledges" | "pledge-history" | "pledge-totals", "recipient") => {
            of_pledges(&in_role("entity_id", "'recipient', 'promisee'"))
        }
        ("events" | "timeline", "place") => format!("SELECT id FROM event WHERE place_id = {WHO}"),
        ("toll", "place") => {
            format!("SELECT id FROM figure WHERE about_id IN (SELECT id FROM event WHERE place_id = {WHO})")
        }
        ("statements", "medium") => format!("SELECT id FROM statement WHERE medium_id = {WHO}"),
        ("relations", "entity") => format!("SELECT id FROM relation WHERE {WHO} IN (subject_id, object_id)"),
        ("relations", "subject") | ("offices", "holder") => {
            format!("SELECT id FROM relation WHERE subject_id = {WHO}")
        }
        ("relations", "object") | ("offices", "office") => format!("SELECT id FROM relation WHERE object_id = {WHO}"),
        ("pledges" | "pledge-totals", "topic") => of_pledges(&on_topic()),
        ("disputes", "topic") => {
            format!("SELECT record_id FROM dispute_side WHERE dispute_id IN ({})", on_topic())
        }
        ("topics", "topic") => "SELECT own.key FROM topic AS own
            LEFT JOIN topic AS above ON above.id = own.parent_id LEFT JOIN topic AS top ON top.id = above.parent_id
            WHERE ?1 IN (own.key, above.key, top.key)"
            .to_owned(),
        // A statement without a speaker is nobody's position.
        ("positions", "topic") => format!(
            "SELECT id FROM statement JOIN party ON record_id = id AND role = 'speaker' WHERE id IN ({})",
            on_topic()
        ),
        // What a pledge is about its stages are about.
        ("timeline", "topic") => {
            format!("SELECT * FROM ({0}) UNION SELECT id FROM stage WHERE pledge_id IN ({0})", on_topic())
        }
        (_, "topic") => on_topic(),
        ("disputes", "source") => "SELECT record_id FROM dispute_side WHERE dispute_id IN
            (SELECT dispute_id FROM dispute_side JOIN source ON source.id = source_id WHERE source.key = ?1)"
            .to_owned(),
        ("sources", "source") => "SELECT key FROM source WHERE key = ?1".to_owned(),
        (_, "source") => cited(),
        ("who-said", "words") => {
            "SELECT record_id FROM anchor JOIN statement ON id = record_id WHERE instr(lower(exact), lower(?1)) > 0"
                .to_owned()
        }
        ("entities", "name") => "SELECT entity_id FROM name WHERE instr(lower(text), lower(?1)) > 0".to_owned(),
        ("toll", "since") => format!("SELECT id FROM figure WHERE as_of_last >= {FROM}"),
        ("toll", "until") => format!("SELECT id FROM figure WHERE as_of_first <= {TO}"),
        ("sources", "since") => format!("SELECT key FROM source WHERE published_last >= {FROM}"),
        ("sources", "until") => format!("SELECT key FROM source WHERE published_first <= {TO}"),
        (_, "since") => with_days(query, &format!("last_day >= {FROM}")),
        (_, "until") => with_days(query, &format!("first_day <= {TO}")),
        ("events", "on") => with_days(query, "?1 BETWEEN first_day AND last_day"),
        ("upcoming", "after") => with_days(query, &format!("last_day > {TO} AND status = 'planned'")),
        _ => return None,
    })
}
