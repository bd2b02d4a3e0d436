//! A record on a server: what is named by an address, `http://HOST:PORT`.

use std::path::Path;
use std::time::Duration;

use super::Context;
use crate::error::{Error, Result};
use crate::reader::remote::{Client, Remote, Terms};
use crate::record::file::Content;
use crate::record::served;

/// The address, where a record is named by one.
pub(super) fn address(path: &Path) -> Option<&str> {
    path.to_str().filter(|name| served::is_address(name))
}

/// Who asks the server at an address.
///
/// # Errors
///
/// The address holds a name or a password.
pub(super) fn client(context: &Context, url: &str) -> Result<Client> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or(url);
    if host.contains('@') || url.contains(['?', '#']) {
        let what = "an address holds neither a name nor a password, and nothing after a `?`".to_owned();
        return Err(Error::Misasked { what, hint: "put the server's token in $ONRECORD_TOKEN".to_owned() });
    }
    if !has_host(url) {
        let what = format!("`{url}` is no address of a server");
        return Err(Error::Misasked {
            what,
            hint: "an address is http://HOST:PORT, its port from 1 to 65535".to_owned(),
        });
    }
    let token = context.environment.token.0.as_deref().map(str::trim).filter(|token| !token.is_empty());
    if token.is_some_and(|token| !token.bytes().all(|byte| byte.is_ascii_graphic())) {
        let what = "$ONRECORD_TOKEN holds a space, a line feed or a letter that no token has".to_owned();
        return Err(Error::Misasked { what, hint: "put the server's token in it, and nothing else".to_owned() });
    }
    let stop = context.stop.clone();
    let terms = Terms {
        url: url.trim_end_matches('/').to_owned(),
        token: token.map(str::to_owned),
        stopped: Box::new(move || stop.is_raised().then(|| stop.error())),
        time: context.options.timeout.map(Duration::from_secs_f64),
        wait: context.terms().wait,
    };
    Ok(Client::new(terms))
}

/// Whether an address has a host, and a port that is one: who reads it otherwise would ask another server.
fn has_host(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or("");
    let (host, port) = match authority.strip_prefix('[') {
        Some(inner) => match inner.split_once(']') {
            Some((host, after)) => (host, after.strip_prefix(':').or_else(|| after.is_empty().then_some("80"))),
            None => return false,
        },
        None => authority.split_once(':').map_or((authority, Some("80")), |(host, port)| (host, Some(port))),
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    !host.is_empty() && !host.contains(char::is_whitespace) && port.is_some_and(is_port)
}

/// What the server at an address has.
///
/// # Errors
///
/// The server cannot be reached, or its record cannot be read.
pub(super) fn open(context: &Context, url: &str) -> Result<(Remote, Content)> {
    served::open(url, client(context, url)?, context.memory())
}

/// The same, where it is a record.
///
/// # Errors
///
/// As [`open`]; or it is none.
pub(super) fn record(context: &Context, url: &str) -> Result<Remote> {
    match open(context, url)? {
        (remote, Content::Record) => Ok(remote),
        (_, Content::Other) => Err(Error::NotOurs { path: url.into() }),
    }
}

/// Refuses what only a file can do.
///
/// # Errors
///
/// The record is named by an address.
pub(super) fn refuse(path: &Path) -> Result<()> {
    match address(path) {
        None => Ok(()),
        Some(url) => {
            let what = format!("`{url}` is a server, and this works on a file alone");
            let hint =
                format!("`onrecord pull {url} FILE` brings the record, `onrecord push FILE {url}` puts it there");
            Err(Error::Misasked { what, hint })
        }
    }
}

/// The address that is named.
///
/// # Errors
///
/// It is none.
pub(super) fn addressed(name: &str) -> Result<&str> {
    address(Path::new(name)).map(|_| name).ok_or_else(|| Error::Misasked {
        what: format!("`{name}` is no address of a server"),
        hint: "an address begins with http:// or https://".to_owned(),
    })
}
