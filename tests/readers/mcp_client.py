"""The MCP server, asked by the client of the protocol's own SDK, on stdin and over HTTP.

Run as: python3 tests/readers/mcp_client.py target/debug/onrecord
Needs mcp 2 (PyPI).
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

PROGRAM = os.path.abspath(sys.argv[1])


async def talk(session):
    """Three questions, and what stands behind them; the SDK checks each answer against the tool's own schema."""
    greeting = await session.initialize()
    assert greeting.server_info.name == "onrecord", greeting
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    assert {"pledges", "who-said", "show", "search"} <= tools.keys() and len(tools) > 25, sorted(tools)
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools.values())
    assert tools["pledges"].input_schema["properties"]["stage"]["enum"][0] == "pledged"

    pledges = await session.call_tool("pledges", {"donor": "nl", "recipient": "ua"})
    told = pledges.structured_content
    assert not pledges.is_error and [row["low"] for row in told["rows"]] == [3e9, 1e9], told
    assert told["rows"][0]["sources"][0]["words"] == "has already donated about $3 billion", told["rows"][0]
    assert told["coverage"].startswith("2 rows from 1 source of 16 to 17 Jan 2023"), told["coverage"]

    said = await session.call_tool("who-said", {"words": "supply chains"})
    rows = said.structured_content["rows"]
    assert rows and all(row["sources"] for row in rows), rows

    shown = await session.call_tool("show", {"what": "rutte-on-dnipro"})
    assert any(row["section"] == "speaker" and "Mark Rutte" in row["what"] for row in shown.structured_content["rows"])

    wrong = await session.call_tool("pledges", {"donor": "Rutland"})
    assert wrong.is_error and "no entity is known as" in wrong.content[0].text, wrong
    cut = await session.call_tool("statements", {"limit": 2})
    assert len(cut.structured_content["rows"]) == 2 and "there are more" in " ".join(cut.structured_content["notes"])

    sources = (await session.list_resources()).resources
    preview = next(source for source in sources if source.name == "rutte-visit-preview")
    read = await session.read_resource(preview.uri)
    assert "News report ahead of" in read.contents[0].text, read
    return len(tools), len(sources)


async def main():
    folder = tempfile.mkdtemp()
    server = StdioServerParameters(command=PROGRAM, args=["mcp"], cwd=folder)
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        tools, sources = await talk(session)
    with subprocess.Popen([PROGRAM, "mcp", "--http", "0"], cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = None
            while not address:
                line = process.stderr.readline()
                assert line, "the server ended"
                address = re.search(r"http://\S+/mcp", line)
            async with streamable_http_client(address[0]) as (read, write), ClientSession(read, write) as session:
                assert await talk(session) == (tools, sources)
        finally:
            process.kill()
    assert os.listdir(folder) == [], "nothing was written"
    print(f"{tools} tools and {sources} sources, on stdin and over HTTP")


asyncio.run(main())
