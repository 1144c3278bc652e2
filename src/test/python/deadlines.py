#!/usr/bin/env python3
"""Computes every limit of a simulated year from the published days and compares it with what the product stored.

Written from the domain's rules alone, sharing nothing with the product:
  python3 deadlines.py cn-statutory-days.csv calendar-changes.csv <directory with tickets.csv, dispatches.csv, events.csv, tasks.csv>
Prints how many limits of each kind were compared; exits with 1 and the differences when any differs.
"""
import csv
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
OPENING, CLOSING = time(8, 30), time(17, 30)
ONE_DAY = timedelta(days=1)


class Calendar:
    """Monday to Friday, except for the days an order moved; later orders and local ones win."""

    def __init__(self, exceptions):
        self.exceptions = exceptions

    def worked(self, day):
        return self.exceptions.get(day, day.weekday() < 5)

    def plus_days(self, start, count):
        """The instant after the last of so many working days; the day it starts on does not count."""
        day = start.date()
        while count > 0:
            day += ONE_DAY
            count -= self.worked(day)
        return datetime.combine(day + ONE_DAY, time(), CHINA)

    def plus_hours(self, start, hours):
        left, now = timedelta(hours=hours), start
        while True:
            day = now.date()
            opening, closing = datetime.combine(day, OPENING, CHINA), datetime.combine(day, CLOSING, CHINA)
            if self.worked(day) and now < closing:
                begin = max(now, opening)
                if begin + left <= closing:
                    return begin + left
                left -= closing - begin
            now = datetime.combine(day + ONE_DAY, time(), CHINA)

    def last_working_day(self, until):
        """The start of the last working day before a limit ends: one working day is left then."""
        day = (until - timedelta(milliseconds=1)).date()
        while not self.worked(day):
            day -= ONE_DAY
        return datetime.combine(day, time(), CHINA)


class Calendars:
    """Which calendar was in force when, in each place."""

    def __init__(self, days_file, changes_file):
        self.first = {date.fromisoformat(row["calendar_date"]): row["kind"] == "WORK" for row in read(days_file)}
        orders = defaultdict(list)
        for row in read(changes_file):
            orders[datetime.fromisoformat(row["taken_in"]), row["place"]].append((date.fromisoformat(row["date"]), row["kind"]))
        self.orders = sorted(orders.items())
        self.known = {}

    def changes(self, place):
        return [at for (at, where), _ in self.orders if where in ("CN", place)]

    def at(self, place, instant):
        orders = tuple(i for i, ((at, where), _) in enumerate(self.orders) if at <= instant and where in ("CN", place))
        if orders not in self.known:
            layers = {"CN": dict(self.first), place: {}}
            for i in orders:
                (_, where), days = self.orders[i]
                for day, kind in days:
                    if kind == "NORMAL":
                        layers[where].pop(day, None)
                    else:
                        layers[where][day] = kind == "WORK"
            self.known[orders] = Calendar({**layers["CN"], **layers[place]})
        return self.known[orders]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def instant(millis):
    return datetime.fromtimestamp(int(millis) / 1000, CHINA) if millis else None


class Check:
    def __init__(self, calendars, directory):
        self.calendars = calendars
        self.tickets = {row["ticket_no"]: row for row in read(f"{directory}/tickets.csv")}
        self.events = defaultdict(list)
        for row in read(f"{directory}/events.csv"):
            row["at"] = instant(row["happened_at"])
            self.events[row["ticket_no"]].append(row)
        for events in self.events.values():
            events.sort(key=lambda row: int(row["seq"]))
        self.dispatches = read(f"{directory}/dispatches.csv")
        self.tasks = read(f"{directory}/tasks.csv")
        self.compared, self.moved, self.wrong = Counter(), Counter(), []

    def same(self, what, where, expected, stored):
        self.compared[what] += 1
        if expected != stored:
            self.wrong.append(f"{what} of {where}: expected {expected}, the product says {stored}")

    # ------------------------------------------------------------------ limits

    def limit(self, place, start, days, ended, what):
        """So many working days; each change of the calendar while it runs may move it later, never earlier."""
        until = self.calendars.at(place, start).plus_days(start, days)
        for change in self.calendars.changes(place):
            if start < change < until and (ended is None or change < ended):
                later = self.calendars.at(place, change).plus_days(start, days)
                if later > until:
                    until = later
                    self.moved[what] += 1
        return until

    def handling_days(self, ticket, dispatch):
        if dispatch["rework"] == "1":
            return 3
        return 3 if ticket["kind"] == "consult" else 5

    def ended(self, ticket, dispatch):
        """When the unit was done with it, whichever way."""
        if dispatch["replied_at"]:
            return instant(dispatch["replied_at"])
        start, unit = instant(dispatch["dispatched_at"]), dispatch["unit"]
        ends = {"returned": ("returnUpheld", "nearestOrdered"), "ended": ("meetingCalled",)}.get(dispatch["state"], ())
        for event in self.events[dispatch["ticket_no"]]:
            if event["type"] in ends and event["at"] >= start and event["unit"] in ("", unit):
                return event["at"]
        return None

    def dispatch(self, dispatch):
        ticket = self.tickets[dispatch["ticket_no"]]
        place, where = ticket["jurisdiction"], f'{dispatch["ticket_no"]} {dispatch["unit"]}'
        start, end = instant(dispatch["dispatched_at"]), self.ended(ticket, dispatch)
        if dispatch["state"] == "informed":
            self.same("no limit for a guide", where, None, instant(dispatch["handle_until"]))
            return
        returning = self.limit(place, start, 2, end, "return window")
        handling = self.limit(place, start, self.handling_days(ticket, dispatch), end, "handling limit")
        self.same("return window", where, returning, instant(dispatch["return_until"]))
        self.same("handling limit", where, handling, instant(dispatch["handle_until"]))
        self.fired(dispatch, "returnWindowClosed", returning, end)
        self.fired(dispatch, "yellowCard", self.yellow(place, start, dispatch, ticket, end), end)
        self.fired(dispatch, "redCard", handling, end)

    def yellow(self, place, start, dispatch, ticket, end):
        """One working day before the limit, as the calendar in force has it; shown once."""
        days = self.handling_days(ticket, dispatch)
        calendar = self.calendars.at(place, start)
        until = calendar.plus_days(start, days)
        due = calendar.last_working_day(until)
        for change in self.calendars.changes(place):
            if start < change < until and (end is None or change < end) and change < due:
                calendar = self.calendars.at(place, change)
                until = max(until, calendar.plus_days(start, days))
                due = max(change, calendar.last_working_day(until))
            elif start < change < until:
                until = max(until, self.calendars.at(place, change).plus_days(start, days))
        return due

    def fired(self, dispatch, event, due, end):
        """A timer fires at its instant when the unit still has the ticket, else never."""
        start = instant(dispatch["dispatched_at"])
        at = [row["at"] for row in self.events[dispatch["ticket_no"]]
              if row["type"] == event and row["unit"] == dispatch["unit"] and row["at"] > start and (end is None or row["at"] <= end)]
        expected = [due] if end is None or due < end else []
        if due != end:
            self.same(event, f'{dispatch["ticket_no"]} {dispatch["unit"]}', expected, at)

    # ------------------------------------------------------------------ tasks of the centre

    def task(self, task):
        ticket = self.tickets[task["ticket_no"]]
        place, where = ticket["jurisdiction"], f'{task["ticket_no"]} {task["task"]}'
        start, end, due = instant(task["started_at"]), instant(task["ended_at"]), instant(task["due_at"])
        calendar = self.calendars.at(place, start)
        urgent = ticket["urgent"] == "1" or ticket["external_cutoff_at"] != ""
        if task["task"] == "Task_ReviewReply":
            until = self.limit(place, start, 2, end, "review limit")
            self.same("review limit", where, until, due)
            overdue = [row["at"] for row in self.events[task["ticket_no"]] if row["type"] == "reviewOverdue" and start <= row["at"] <= end]
            self.same("reviewOverdue", where, [until] if until < end else [], overdue)
        elif task["task"] == "Task_RuleOnReturn":
            self.same("ruling limit", where, calendar.plus_hours(start, 4), due)
        elif task["task"] == "Task_DispatchTicket":
            self.same("dispatch limit", where, start + timedelta(minutes=30) if urgent else calendar.plus_hours(start, 4), due)
        elif task["task"] == "Task_AskForInformation":
            until = calendar.plus_days(start, 2)
            self.same("information limit", where, until, due)
            missed = [row["at"] for row in self.events[task["ticket_no"]] if row["type"] == "informationMissing"]
            if missed:
                self.same("informationMissing", where, [until], missed)
        elif task["task"] == "Task_HoldMeeting":
            self.same("meeting limit", where, calendar.plus_days(start, 5), due)
        elif task["task"] == "Task_CallBack":
            self.same("callback limit", where, calendar.plus_days(start, 2), due)

    def surveys(self, ticket_no, events):
        """Each survey waits one working day before the next."""
        place = self.tickets[ticket_no]["jurisdiction"]
        for one, other in zip(events, events[1:]):
            if one["type"] == "surveySent" and other["type"] == "callbackPlanned":
                self.same("survey wait", ticket_no, self.calendars.at(place, one["at"]).plus_days(one["at"], 1), other["at"])

    def run(self):
        for dispatch in self.dispatches:
            self.dispatch(dispatch)
        for task in self.tasks:
            self.task(task)
        for ticket_no, events in self.events.items():
            self.surveys(ticket_no, events)
        print("limits and timers computed outside the product:")
        for what, count in sorted(self.compared.items()):
            moved = f", {self.moved[what]} moved by a change of the calendar" if self.moved[what] else ""
            print(f"  {what:<40} {count:>7}{moved}")
        print(f"  {'all':<40} {sum(self.compared.values()):>7}, {len(self.wrong)} differ")
        for line in self.wrong[:50]:
            print("  " + line)
        return 1 if self.wrong else 0


if __name__ == "__main__":
    sys.exit(Check(Calendars(sys.argv[1], sys.argv[2]), sys.argv[3]).run())
