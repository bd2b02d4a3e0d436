//! Messages over HTTP on this machine alone ("Streamable HTTP", each answer one JSON document).

use std::io::Read;

use tiny_http::{Header, Method, Request, Response};

use super::server::Server;
use crate::cli::{Context, typed};
use crate::error::{Error, Result};

/// Most bytes of a message.
const MOST: u64 = 1 << 20;

/// The names of this machine by which it may be asked: a page of somebody's that a browser has open is no such.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Answers requests until the program is ended.
pub(super) fn serve(server: &Server, context: &Context, port: u16) -> Result<()> {
    let refused = |why: String| Error::Read { path: format!("127.0.0.1:{port}").into(), why };
    let listener = tiny_http::Server::http(("127.0.0.1", port)).map_err(|cause| refused(cause.to_string()))?;
    let address = listener.server_addr();
    typed::say(context, &format!("note: asked at http://{address}/mcp; Ctrl-C ends"));
    for request in listener.incoming_requests() {
        // Who went away gets no answer.
        let _ = answered(server, request);
    }
    Ok(())
}

fn answered(server: &Server, mut request: Request) -> std::io::Result<()> {
    let is_here = |name: &str| {
        let values = request.headers().iter().filter(|header| header.field.to_string().eq_ignore_ascii_case(name));
        values.map(|header| header.value.as_str()).all(|value| {
            let host = value.split_once("://").map_or(value, |(_, host)| host);
            HERE.iter().any(|here| {
                host.strip_prefix(here)
                    .is_some_and(|port| port.is_empty() || port.strip_prefix(':').is_some_and(is_number))
            })
        })
    };
    if !is_here("Host") || !is_here("Origin") {
        return request.respond(Response::from_string("only this machine may ask\n").with_status_code(403));
    }
    if request.url() != "/mcp" {
        return request.respond(Response::from_string("messages are posted to /mcp\n").with_status_code(404));
    }
    if *request.method() != Method::Post {
        return request.respond(Response::from_string("messages are posted\n").with_status_code(405));
    }
    let mut message = String::new();
    let read = request.as_reader().take(MOST + 1).read_to_string(&mut message);
    if read.map_or(true, |bytes| bytes as u64 > MOST) {
        return request.respond(Response::from_string("the message is too long, or no text\n").with_status_code(413));
    }
    match server.answer(&message) {
        Some(answer) => {
            let mut response = Response::from_string(answer);
            if let Ok(kind) = Header::from_bytes("Content-Type", "application/json") {
                response.add_header(kind);
            }
            request.respond(response)
        }
        None => request.respond(Response::empty(202)),
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}
