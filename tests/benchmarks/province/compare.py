#!/usr/bin/python3
"""Puts Gouji beside what one would take instead: the same questions about the same reports in SQL and in pandas.

    /usr/bin/python3 compare.py GOUJI_PROVINCE [--reports N] [--rounds N] [--other-rounds N]

GOUJI_PROVINCE is the program of that name; it records typical reports, answers, and writes them as a table. Then SQLite and PostgreSQL (a private
server, when it is installed) with indexes, and pandas with everything in memory are asked the same. Every answer must be the same figure for figure;
else the comparison fails. Prints a table of the medians with ratios.
"""

import argparse
import json
import os
import pathlib
import pwd
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import pandas

GRANTED = "applications.results.granted.total"
PARTIALLY = "applications.results.partially_granted.total"
TOTAL = "applications.results.total.total"
RECEIVED = "applications.newly_received.total"
FLOOR = 10
PAGE = 100


# What Gouji answered, brought into the form that the others answer in.


def int_of(message, field):
    return int(message.get(field, 0))


def summary_of(answer):
    cells = answer["summary"].get("cells", [])
    return {cell["cell"]: (int_of(cell, "sum"), int_of(cell, "value_count")) for cell in cells}


def groups_of(answer):
    return {
        group["group"]["region_code"]: {cell["cell"]: int_of(cell, "sum") for cell in group["summary"]["cells"]} for group in answer["groups"]
    }


def ranked_units(answer):
    return [
        (group["rank"], group["group"]["unit"], int_of(group["value"], "numerator"), int_of(group["value"], "denominator"))
        for group in answer["groups"]
    ]


def ranked_provinces(answer):
    return [(group["group"]["region_code"], int_of(group["value"], "numerator")) for group in answer["groups"]]


def quantiles_of(answer):
    one = answer["distributions"][0]
    return [one["value_count"]] + [round(one.get(name, 0), 9) for name in ("mean", "p10", "p25", "median", "p75", "p90")]


def trend_of(answer):
    return [(point["year"], int_of(point["value"], "numerator")) for point in answer["trends"]["lines"][0]["points"]]


GOUJI = {
    "summary": lambda answer: summary_of(answer),
    "summary_of_a_province_in_a_year": lambda answer: summary_of(answer),
    "summary_of_a_random_half": lambda answer: summary_of(answer),
    "summary_by_province": lambda answer: groups_of(answer),
    "rank_of_units": lambda answer: ranked_units(answer),
    "rank_of_provinces": lambda answer: ranked_provinces(answer),
    "distribution": lambda answer: quantiles_of(answer),
    "trend": lambda answer: trend_of({"trends": answer}),
}

WHERE = {
    "summary": "own = 1",
    "summary_of_a_province_in_a_year": "own = 1 AND province = '13' AND year = 2022",
    "summary_of_a_random_half": "own = 1 AND verdict = 1",
}


class Sql:
    """The questions in SQL. `ask` runs a statement and returns all rows."""

    def __init__(self, ask, cells):
        self.ask = ask
        self.cells = cells
        self.name = {path: f"c{i}" for i, path in enumerate(cells)}

    def summary(self, question):
        columns = ", ".join(f"SUM({name}), COUNT({name})" for name in self.name.values())
        row = self.ask(f"SELECT {columns} FROM reports WHERE {WHERE[question]}")[0]
        return {path: (int(row[2 * i] or 0), int(row[2 * i + 1])) for i, path in enumerate(self.cells)}

    def summary_by_province(self, _):
        columns = ", ".join(f"SUM({name})" for name in self.name.values())
        rows = self.ask(f"SELECT province, {columns} FROM reports WHERE own = 1 GROUP BY province")
        return {row[0]: {path: int(row[i + 1] or 0) for i, path in enumerate(self.cells)} for row in rows}

    def rate(self):
        granted, partially, total = (self.name[path] for path in (GRANTED, PARTIALLY, TOTAL))
        return granted, partially, total, f"{granted} IS NOT NULL AND {partially} IS NOT NULL AND {total} IS NOT NULL"

    def rank_of_units(self, _):
        granted, partially, total, is_assessable = self.rate()
        rows = self.ask(
            f"""SELECT RANK() OVER (ORDER BY CAST(numerator AS DOUBLE PRECISION) / denominator DESC) AS place, unit, numerator, denominator
                FROM (SELECT unit, SUM({granted} + {partially}) AS numerator, SUM({total}) AS denominator
                      FROM reports WHERE own = 1 AND {is_assessable} GROUP BY unit) AS units
                WHERE denominator >= {FLOOR} ORDER BY place, unit LIMIT {PAGE}"""
        )
        return [(int(place), unit, int(numerator), int(denominator)) for place, unit, numerator, denominator in rows]

    def rank_of_provinces(self, _):
        received = self.name[RECEIVED]
        rows = self.ask(f"SELECT province, SUM({received}) AS received FROM reports WHERE own = 1 GROUP BY province ORDER BY received DESC, province")
        return [(province, int(received)) for province, received in rows]

    def distribution(self, _):
        granted, partially, total, is_assessable = self.rate()
        values = f"SELECT CAST({granted} + {partially} AS DOUBLE PRECISION) / {total} AS value FROM reports WHERE own = 1 AND {is_assessable} AND {total} > 0"
        # Every database has ORDER BY, few have quantiles; the places are computed as they are defined.
        rows = self.ask(
            f"""WITH ordered AS (SELECT value, ROW_NUMBER() OVER (ORDER BY value) - 1 AS place, COUNT(*) OVER () AS n FROM ({values}) AS v),
                wanted AS (SELECT 0.1 AS q UNION ALL SELECT 0.25 UNION ALL SELECT 0.5 UNION ALL SELECT 0.75 UNION ALL SELECT 0.9)
                SELECT q, n, MIN(value), MAX(value), (SELECT AVG(value) FROM ordered)
                FROM wanted JOIN ordered ON place >= CAST((n - 1) * q - 0.999999 AS INTEGER) AND place - (n - 1) * q < 1 AND (n - 1) * q - place < 1
                GROUP BY q, n ORDER BY q"""
        )
        quantiles = []
        for q, n, low, high, _ in rows:
            place = (int(n) - 1) * float(q)
            quantiles.append(round(low + (high - low) * (place - int(place)), 9))
        return [int(rows[0][1]), round(float(rows[0][4]), 9)] + quantiles

    def trend(self, _):
        rows = self.ask(f"SELECT year, SUM({self.name[RECEIVED]}) FROM reports WHERE own = 1 GROUP BY year ORDER BY year")
        return [(int(year), int(received)) for year, received in rows]


class Pandas:
    """The questions in pandas."""

    def __init__(self, frame, cells):
        self.frame = frame
        self.cells = cells

    def summary(self, question):
        frame = self.frame
        chosen = frame.own == 1
        if question == "summary_of_a_province_in_a_year":
            chosen &= (frame.province == "13") & (frame.year == 2022)
        if question == "summary_of_a_random_half":
            chosen &= frame.verdict == 1
        cells = frame.loc[chosen, self.cells]
        sums, counts = cells.sum(), cells.count()
        return {path: (int(sums[path]), int(counts[path])) for path in self.cells}

    def summary_by_province(self, _):
        sums = self.frame[self.frame.own == 1].groupby("province", observed=True)[self.cells].sum()
        return {province: {path: int(value) for path, value in row.items()} for province, row in sums.to_dict("index").items()}

    def rank_of_units(self, _):
        rated = self.frame.loc[self.frame.own == 1, ["unit", GRANTED, PARTIALLY, TOTAL]].dropna()
        units = rated.groupby("unit", observed=True).sum()
        units["numerator"] = units[GRANTED] + units[PARTIALLY]
        units = units[units[TOTAL] >= FLOOR].copy()
        units["place"] = (units.numerator / units[TOTAL]).rank(method="min", ascending=False)
        page = units.reset_index().sort_values(["place", "unit"]).head(PAGE)
        return [(int(row.place), row.unit, int(row.numerator), int(getattr(row, "total"))) for row in page.rename(columns={TOTAL: "total"}).itertuples()]

    def rank_of_provinces(self, _):
        sums = self.frame[self.frame.own == 1].groupby("province", observed=True)[RECEIVED].sum().reset_index()
        page = sums.sort_values([RECEIVED, "province"], ascending=[False, True])
        return [(province, int(received)) for province, received in zip(page.province, page[RECEIVED])]

    def distribution(self, _):
        rated = self.frame.loc[self.frame.own == 1, [GRANTED, PARTIALLY, TOTAL]].dropna()
        rated = rated[rated[TOTAL] > 0]
        rates = (rated[GRANTED] + rated[PARTIALLY]) / rated[TOTAL]
        return [len(rates), round(rates.mean(), 9)] + [round(value, 9) for value in rates.quantile([0.1, 0.25, 0.5, 0.75, 0.9])]

    def trend(self, _):
        sums = self.frame[self.frame.own == 1].groupby("year")[RECEIVED].sum()
        return [(int(year), int(received)) for year, received in sums.items()]


def timed(method, question, rounds):
    """The answer and the median of the seconds."""
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = method(question)
        seconds.append(time.perf_counter() - begin)
    return answer, statistics.median(seconds)


def all_answers(peer, rounds):
    answers = {}
    for question in GOUJI:
        method = getattr(peer, question, None) or peer.summary
        answers[question] = timed(method, question, rounds)
    return answers


def schema(cells):
    columns = ", ".join(f"c{i} BIGINT" for i in range(len(cells)))
    return (
        f"CREATE TABLE reports (unit TEXT, year INTEGER, region TEXT, province TEXT, level INTEGER, kind INTEGER, own INTEGER, verdict INTEGER,"
        f" errors INTEGER, {columns})"
    )


INDEXES = ("CREATE INDEX by_unit ON reports (unit)", "CREATE INDEX by_province ON reports (province, year)", "CREATE INDEX by_year ON reports (year)")


def rows_of(frame):
    """Rows for a database, None for what has no number."""
    values = frame.astype(object).where(frame.notna(), None)
    return values.itertuples(index=False, name=None)


def with_sqlite(frame, cells, rounds, folder):
    connection = sqlite3.connect(folder / "reports.db")
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute(schema(cells))
    marks = ", ".join("?" * len(frame.columns))
    connection.executemany(f"INSERT INTO reports VALUES ({marks})", rows_of(frame))
    for index in INDEXES:
        connection.execute(index)
    connection.commit()
    connection.execute("ANALYZE")
    answers = all_answers(Sql(lambda statement: connection.execute(statement).fetchall(), cells), rounds)
    connection.close()
    return answers


class PostgresServer:
    """A private PostgreSQL on a unix socket in a folder of its own."""

    def __init__(self, programs, folder):
        self.folder = folder / "postgres"
        self.folder.mkdir()
        user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if user is not None:
            folder.chmod(0o755)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
        data = self.folder / "data"
        log = (folder / "postgres.log").open("w")
        subprocess.run(
            [programs / "initdb", "--no-sync", "--auth=trust", "--username=gouji", "--encoding=UTF8", "--locale=C", f"--pgdata={data}"],
            check=True, stdout=log, stderr=log, cwd="/", **who,
        )
        self.process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "shared_buffers=1GB",
             "-c", "work_mem=256MB", "-c", "fsync=off"],
            stdout=log, stderr=log, cwd="/", **who,
        )

    def connect(self):
        import psycopg2

        deadline = time.monotonic() + 60
        while True:
            try:
                return psycopg2.connect(host=str(self.folder), user="gouji", dbname="postgres")
            except psycopg2.OperationalError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def postgres_programs():
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def with_postgres(frame, cells, rounds, folder):
    programs = postgres_programs()
    if programs is None:
        print("PostgreSQL is not installed: left out", file=sys.stderr)
        return None
    server = PostgresServer(programs, folder)
    try:
        connection = server.connect()
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(schema(cells))
        table = folder / "rows.csv"
        frame.to_csv(table, index=False, header=False, float_format="%.0f")
        with table.open() as rows:
            cursor.copy_expert("COPY reports FROM STDIN WITH (FORMAT csv)", rows)
        for index in INDEXES:
            cursor.execute(index)
        cursor.execute("VACUUM ANALYZE reports")

        def ask(statement):
            cursor.execute(statement)
            return cursor.fetchall()

        answers = all_answers(Sql(ask, cells), rounds)
        connection.close()
        return answers
    finally:
        server.stop()


def with_pandas(frame, cells, rounds):
    categorical = frame.copy()
    for column in ("unit", "province"):
        categorical[column] = categorical[column].astype("category")
    return all_answers(Pandas(categorical, cells), rounds)


def compare(gouji, peers):
    """Prints the table. Returns whether all answers are the same."""
    is_same = True
    print(f"{'question':34} {'Gouji ms':>9}" + "".join(f" {name + ' ms':>13} {'ratio':>7}" for name in peers))
    for question, read in GOUJI.items():
        own = gouji[question]
        line = f"{question:34} {own['p50_ms']:9.2f}"
        for name, answers in peers.items():
            answer, seconds = answers[question]
            line += f" {seconds * 1e3:13.1f} {seconds * 1e3 / own['p50_ms']:7.0f}"
            if answer != read(own["answer"]):
                is_same = False
                print(f"{name} answers {question} differently: {str(answer)[:300]} and {str(read(own['answer']))[:300]}", file=sys.stderr)
        print(line)
    return is_same


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--other-rounds", type=int, default=5)
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gouji-province-"))
    try:
        table = folder / "reports.csv"
        output = subprocess.run(
            [arguments.program, f"--reports={arguments.reports}", f"--rounds={arguments.rounds}", f"--csv={table}"], check=True, stdout=subprocess.PIPE
        ).stdout
        gouji = json.loads(output)
        frame = pandas.read_csv(table, dtype={"unit": str, "region": str})
        cells = list(frame.columns[8:])
        frame.insert(3, "province", frame.region.str[:2])
        peers = {"SQLite": with_sqlite(frame, cells, arguments.other_rounds, folder)}
        peers["PostgreSQL"] = with_postgres(frame, cells, arguments.other_rounds, folder)
        peers["pandas"] = with_pandas(frame, cells, arguments.other_rounds)
        peers = {name: answers for name, answers in peers.items() if answers is not None}
        print(
            f"{gouji['reports']} reports: recorded at {gouji['recorded_per_second']}/s (SQLite, batches of 500), cube loaded in {gouji['load_seconds']} s,"
            f" {gouji['bytes_a_report']} bytes a report\n"
        )
        is_same = compare(gouji, peers)
        print(f"\n{'question, Gouji alone':34} {'p50 ms':>9} {'p99 ms':>9}")
        for question, answer in gouji.items():
            if isinstance(answer, dict):
                print(f"{question:34} {answer['p50_ms']:9.2f} {answer['p99_ms']:9.2f}")
        return 0 if is_same else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
