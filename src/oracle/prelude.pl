% The meaning of the law language, written from docs/law-language.md and from
% nothing else: one case, on one day, with one reading of each dispute. What
% follows it is data, printed by `ratione law export --to prolog`.
%
%   swipl law.pl questions.pl       answers each ask(...) of questions.pl
%
% ask(Id, Day, Places, Fields, Findings, World, Question).
%   Day        day(2002,7,1)
%   Places     [place, ...], whose States are the field `territory`
%   Fields     [nationality = states([S, ...]), crime = crime('8.2'), ...];
%              a field may be none; left out follows the law
%   Findings   [found('instrument.name', [Arg, ...]) = yes, ...]; without arguments: for all
%   World      w(R, ...), one reading for each dispute; or all
%   Question   rule(Id, Args) | date(Id, Args) | number(Id, Args); Id is 'instrument.name', and
%              the fields are those of that instrument; a day among Args is r(Day, Day)
%
% Answer: a line `Id answer`. A truth is 0 (no), 1 (undetermined) or 2 (yes); in
% all worlds it is the set of those, [0,2]. A date is its first and last
% possible day, First/Last; a number the certain and the possible one, A-B.

:- style_check(-singleton).
:- discontiguous t/4, clause_/4, exception/6, exceptions/2.
:- dynamic clause_/4, exception/6, exceptions/2, kind/2, act/14, place/2, attribution/5, state/1,
   dispute/3, field/5, finding/2, today/1.

% ---- Days: 1 is the first of January of the year 1; 3652059 is `never` ----

never(3652059).

leap(Y) :- Y mod 4 =:= 0, ( Y mod 100 =\= 0 ; Y mod 400 =:= 0 ), !.

month_days(2, Y, N) :- !, ( leap(Y) -> N = 29 ; N = 28 ).
month_days(M, _, N) :- ( memberchk(M, [4, 6, 9, 11]) -> N = 30 ; N = 31 ).

days_before_year(Y, N) :- P is Y - 1, N is 365 * P + P // 4 - P // 100 + P // 400.

days_before_month(1, _, 0) :- !.
days_before_month(M, Y, N) :-
    P is M - 1, days_before_month(P, Y, N0), month_days(P, Y, L), N is N0 + L.

number(day(Y, M, D), N) :-
    days_before_year(Y, A), days_before_month(M, Y, B), N is A + B + D.

% The year is guessed a little early, then walked up to.
date_of(N, Y, M, D) :-
    Guess is max(1, (N * 400) // 146097), year_of(Guess, N, Y),
    days_before_year(Y, A), R is N - A, month_of(1, Y, R, M, D).
year_of(Y, N, Y) :- Next is Y + 1, days_before_year(Next, A), N =< A, !.
year_of(Y0, N, Y) :- Next is Y0 + 1, year_of(Next, N, Y).
month_of(M, Y, R, M, R) :- month_days(M, Y, L), R =< L, !.
month_of(M0, Y, R0, M, R) :- month_days(M0, Y, L), R1 is R0 - L, Next is M0 + 1, month_of(Next, Y, R1, M, R).

% Months first; a day that the month lacks is its last, or the first of the next.
months_later(N, Months, Rounding, Out) :-
    date_of(N, Y, M, D), Whole is Y * 12 + M - 1 + Months,
    ( Whole < 12 -> Out = 1
    ; Whole >= 120000 -> never(Out)
    ; Y1 is Whole // 12, M1 is Whole mod 12 + 1, month_days(M1, Y1, L),
      ( D =< L -> number(day(Y1, M1, D), Out)
      ; Rounding == down -> number(day(Y1, M1, L), Out)
      ; number(day(Y1, M1, L), End), Out is End + 1 ) ).

later_by(Day, _, _, _, Day) :- never(Day), !.
later_by(Day, N, days, _, Out) :- !, never(Never), Out is max(1, min(Never, Day + N)).
later_by(Day, N, months, Rounding, Out) :- !, months_later(Day, N, Rounding, Out).
later_by(Day, N, years, Rounding, Out) :- Months is 12 * N, months_later(Day, Months, Rounding, Out).

month_after(Day, _, Day) :- never(Day), !.
month_after(Day, year, Out) :- !, date_of(Day, Y, _, _), Next is Y + 1, number(day(Next, 1, 1), Out).
month_after(Day, N, Out) :- date_of(Day, Y, M, _), number(day(Y, M, 1), First), months_later(First, N, down, Out).

% Days in the data become numbers when it is read.
numbered(T, T) :- var(T), !.
numbered(day(Y, M, D), N) :- integer(Y), !, number(day(Y, M, D), N).
numbered(T, U) :- compound(T), !, T =.. [F|As], maplist(numbered, As, Bs), U =.. [F|Bs].
numbered(T, T).

% ---- The data, arranged ----

:- dynamic acts_of/2, acts_by/3, depends/3, memo/2.

term_expansion(T, U) :- compound(T), functor(T, F, _),
    memberchk(F, [clause_, exception, act, attribution, today]), numbered(T, U), T \== U.

% act(Id, Kind, State, Day, Known, Of, About, From, Until, Places, Crimes, Persons, OnlyOn, Fields)
part(state, A, V) :- act(A, _, V, _, _, _, _, _, _, _, _, _, _, _).
part(day, A, V) :- act(A, _, _, V, _, _, _, _, _, _, _, _, _, _).
part(known, A, V) :- act(A, _, _, _, V, _, _, _, _, _, _, _, _, _).
part(of, A, V) :- act(A, _, _, _, _, V0, _, _, _, _, _, _, _, _),
    ( V0 \== none, act(V0, _, _, _, _, _, _, _, _, _, _, _, _, _) -> V = V0 ; V = none ).
part(about, A, V) :- act(A, _, _, _, _, _, V, _, _, _, _, _, _, _).
part(from, A, V) :- act(A, _, _, _, _, _, _, V, _, _, _, _, _, _).
part(until, A, V) :- act(A, _, _, _, _, _, _, _, V, _, _, _, _, _).
part(places, A, V) :- act(A, _, _, _, _, _, _, _, _, V, _, _, _, _).
part(crimes, A, V) :- act(A, _, _, _, _, _, _, _, _, _, V, _, _, _).
part(persons, A, V) :- act(A, _, _, _, _, _, _, _, _, _, _, V, _, _).
part(only_on, A, V) :- act(A, _, _, _, _, _, _, _, _, _, _, _, V, _).
part(declared(F), A, V) :- act(A, _, _, _, _, _, _, _, _, _, _, _, _, Fs), ( memberchk(F = V0, Fs) -> V = V0 ; V = none ).

arrange :-
    forall(kind(K, Kinds),
        ( findall(A, (act(A, AK, _, _, _, _, _, _, _, _, _, _, _, _), memberchk(AK, Kinds)), As),
          assertz(acts_of(K, As)),
          findall(S, (member(A, As), part(state, A, S)), Ss0), sort(Ss0, Ss),
          forall(member(S, Ss),
              ( findall(A, (member(A, As), part(state, A, S)), Own), assertz(acts_by(K, S, Own)) )) )),
    findall(S, state(S), States), nb_setval(states, States),
    trie_new(Memo), nb_setval(memo, Memo).

% ---- The context: c(World, Places, Begun, Fields, Findings) ----

field_is(F, c(_, _, _, Fs, _), V) :- ( memberchk(F = V0, Fs) -> V = V0 ; V = unknown ).

% A reading that no world names yet is asked for; who asks tries each.
holds_reading(R, c(W, _, _, _, _), V) :-
    reading_of(R, I), arg(I, W, X),
    ( X == (-) -> throw(need(I)) ; X == R -> V = 2 ; V = 0 ).
holds_on(none, _, 2) :- !.
holds_on(R, C, V) :- holds_reading(R, C, V).

% ---- What a path names: an act, a State, a day, a list; none when it is not there ----

value(p(X, Fs), V) :- walk(Fs, X, V).
walk([], V, V).
walk([F|Fs], X, V) :- ( X == none -> V = none ; part(F, X, Y0), ( Fs == [], several(F), Y0 = [Y] -> true ; Y = Y0 ), walk(Fs, Y, V) ).

several(about).
several(declared(_)).

% The same, but States stay a list.
list(p(X, Fs), Out) :- append(Before, [F], Fs), walk(Before, X, A),
    ( A == none -> Out = [] ; part(F, A, V), ( V == none -> Out = [] ; is_list(V) -> Out = V ; Out = [V] ) ).

values(Paths, Vs) :- maplist(value, Paths, Vs).

% ---- Truth: t(Condition, Day, Context, Value) ----

t(and(Es), T, C, V) :- least(Es, T, C, V).
t(or(Es), T, C, V) :- greatest(Es, T, C, V).
t(not(E), T, C, V) :- t(E, T, C, W), V is 2 - W.
t(at(E, D), _, C, V) :- d(D, C, R), on(E, R, C, V).
t(window(A, B), T, C, V) :- since(A, T, C, 2, V1), since(B, T, C, 0, W), V is min(V1, 2 - W).
t(some(X, Dom, E), T, C, V) :- some(X, Dom, E, T, C, V).
t(no(X, Dom, E), T, C, V) :- some(X, Dom, E, T, C, W), V is 2 - W.
t(every(X, Dom, E), T, C, V) :- some(X, Dom, not(E), T, C, W), V is 2 - W.
t(days(A, Op, B), _, C, V) :- d(A, C, R), d(B, C, S), compare_days(Op, R, S, V).
t(numbers(A, Op, B), T, C, V) :- n(A, T, C, R), n(B, T, C, S), compare_numbers(Op, R, S, V).
t(is_kind(P, Kinds), _, _, V) :- value(P, A), ( A \== none, act(A, in(_, K), _, _, _, _, _, _, _, _, _, _, _, _), memberchk(K, Kinds) -> V = 2 ; V = 0 ).
t(is_option(field(F), N), _, C, V) :- !, field_is(F, C, X), ( X == unknown -> V = 1 ; X == option(N) -> V = 2 ; V = 0 ).
t(is_option(P, N), _, _, V) :- value(P, X), ( X == name(N) -> V = 2 ; V = 0 ).
t(same(P, Q), _, _, V) :- value(P, X), value(Q, Y), ( X == Y -> V = 2 ; V = 0 ).
t(given(P), _, _, V) :- value(P, X), ( X == none -> V = 0 ; X == [] -> V = 0 ; V = 2 ).
t(in(P, field(F)), T, C, V) :- !, value(P, S), in_field(S, F, T, C, V).
t(in(P, Q), _, _, V) :- value(P, S), list(Q, L), ( memberchk(S, L) -> V = 2 ; V = 0 ).
t(within(A, B), _, C, V) :- within(A, B, C, V).
t(covers(P, Apart), T, C, V) :- value(P, A), ( A == none -> V = 0 ; covers(A, Apart, T, C, V) ).
t(reading(R), _, C, V) :- holds_reading(R, C, V).
t(rule(Id, Ps), T, C, V) :- values(Ps, As), rule(Id, As, T, C, V).
t(finding(F, Ps), _, C, V) :- values(Ps, As), found(F, As, C, V).
t(holds(field(F)), _, C, V) :- !, field_is(F, C, X), ( X == truth(yes) -> V = 2 ; X == truth(no) -> V = 0 ; V = 1 ).
t(holds(P), _, _, V) :- value(P, X), ( X == truth(yes) -> V = 2 ; X == truth(no) -> V = 0 ; V = 1 ).
t(applied(Id, As, That), T, C, V) :- applied(Id, As, That, T, C, V).

least([], _, _, 2).
least([E|Es], T, C, V) :- t(E, T, C, A), ( A =:= 0 -> V = 0 ; least(Es, T, C, B), V is min(A, B) ).
greatest([], _, _, 0).
greatest([E|Es], T, C, V) :- t(E, T, C, A), ( A =:= 2 -> V = 2 ; greatest(Es, T, C, B), V is max(A, B) ).

since(none, _, _, V, V) :- !.
since(is(none), _, _, V, V) :- !.
since(D, T, C, _, V) :- d(D, C, r(L, H)), passed(T, L, H, V).
passed(T, L, H, V) :- ( T < L -> V = 0 ; T < H -> V = 1 ; V = 2 ).

% On a day that is known as a range only: one value if it is the same on all.
on(E, r(D, D), C, V) :- !, t(E, D, C, V).
on(E, r(L, H), C, V) :-
    turns(E, C, Ts), findall(W, (( D = L ; member(D, Ts), D > L, D =< H ), t(E, D, C, W)), Ws),
    sort(Ws, Set), ( Set = [V] -> true ; V = 1 ).

compare_days(before, r(L1, H1), r(L2, H2), V) :- ( H1 < L2 -> V = 2 ; L1 >= H2 -> V = 0 ; V = 1 ).
compare_days(by, r(L1, H1), r(L2, H2), V) :- ( H1 =< L2 -> V = 2 ; L1 > H2 -> V = 0 ; V = 1 ).
compare_days(after, r(L1, H1), r(L2, H2), V) :- ( L1 > H2 -> V = 2 ; H1 =< L2 -> V = 0 ; V = 1 ).

compare_numbers(at_least, L1-H1, L2-H2, V) :- ( L1 >= H2 -> V = 2 ; H1 < L2 -> V = 0 ; V = 1 ).
compare_numbers(at_most, L1-H1, L2-H2, V) :- ( H1 =< L2 -> V = 2 ; L1 > H2 -> V = 0 ; V = 1 ).
compare_numbers(more_than, L1-H1, L2-H2, V) :- ( L1 > H2 -> V = 2 ; H1 =< L2 -> V = 0 ; V = 1 ).
compare_numbers(less_than, L1-H1, L2-H2, V) :- ( H1 < L2 -> V = 2 ; L1 >= H2 -> V = 0 ; V = 1 ).

% `every` is no member that does not; of an unknown set, all States are asked,
% and what some State would make true is open.
some(X, Dom, E, T, C, V) :-
    members(Dom, T, C, Ms, Open), some_of(Ms, X, E, T, C, 0, V0),
    ( Open == open, V0 =:= 0 -> nb_getval(states, Ss), ( could(Ss, X, E, T, C) -> V = 1 ; V = 0 ) ; V = V0 ).
some_of([], _, _, _, _, V, V).
some_of([In-M|Ms], X, E, T, C, Best, V) :-
    findall(W0, ( X = M, t(E, T, C, W0) ), [W]), B is max(Best, min(In, W)),
    ( B =:= 2 -> V = 2 ; some_of(Ms, X, E, T, C, B, V) ).
could([S|Ss], X, E, T, C) :- ( \+ ( X = S, t(E, T, C, W), W > 0 ) -> could(Ss, X, E, T, C) ; true ).

% Members with the truth that they are in the set on that day.
members(states, _, _, Ms, closed) :- nb_getval(states, Ss), findall(2-S, member(S, Ss), Ms).
members(acts(K, By, About, Of), _, C, Ms, closed) :-
    ( By == none -> ( acts_of(K, As) -> true ; As = [] )
    ; value(By, S), ( acts_by(K, S, As) -> true ; As = [] ) ),
    ( About == none -> true ; value(About, S1) ), ( Of == none -> true ; value(Of, A1) ),
    findall(2-A, ( member(A, As),
        ( About == none -> true ; part(about, A, L), memberchk(S1, L) ),
        ( Of == none -> true ; A1 \== none, part(of, A, A1) ),
        part(only_on, A, R), holds_on(R, C, 2) ), Ms).
members(sets(Ps), T, C, Ms, Open) :-
    findall(S, ( member(P, Ps), set_state(P, C, S) ), Ss0), sort(Ss0, Ss),
    findall(In-S, ( member(S, Ss), in_sets(Ps, S, T, C, In), In > 0 ), Ms),
    ( member(field(F), Ps), field_is(F, C, unknown) -> Open = open ; Open = closed ).

set_state(field(F), C, S) :- !, field_is(F, C, states(Ons)), member(on(S, _, _, _), Ons).
set_state(P, _, S) :- list(P, L), member(S, L).
in_sets([], _, _, _, 0).
in_sets([P|Ps], S, T, C, V) :-
    ( P = field(F) -> ( field_is(F, C, unknown) -> V1 = 0 ; in_field(S, F, T, C, V1) )
    ; list(P, L), memberchk(S, L) -> V1 = 2 ; V1 = 0 ),
    ( V1 =:= 2 -> V = 2 ; in_sets(Ps, S, T, C, V2), V is max(V1, V2) ).

in_field(S, F, T, C, V) :-
    field_is(F, C, X),
    ( X == unknown -> V = 1
    ; X = states(Ons), member(on(S, A, B, R), Ons), T >= A, T < B, holds_on(R, C, 2) -> V = 2
    ; V = 0 ).

% Crimes. A crime is a provision, and lies within itself and what is above it.
below(X, X) :- !.
below(X, Y) :- atom_concat(Y, '.', Z), sub_atom(X, 0, _, _, Z).

crimes(class(P), _, [P]).
crimes(of(P), _, L) :- list(P, L).
crimes(field(F), C, L) :- field_is(F, C, X), ( X = crime(P) -> L = [P] ; L = open(F) ).

within(A, B, C, V) :-
    crimes(A, C, Left), crimes(B, C, Right),
    ( Right = open(_) -> V = 1
    ; Left = open(F) -> asked_field(F, _, _, unknown(Among)), among(Among, Right, V)
    ; member(X, Left), member(Y, Right), below(X, Y) -> V = 2
    ; V = 0 ).
% A crime that is not known, but one of these; any, if the list is empty.
among([], Right, V) :- !, ( Right == [] -> V = 0 ; V = 1 ).
among(Among, Right, V) :-
    findall(W, ( member(X, Among), ( member(Y, Right), below(X, Y) -> W = 2 ; W = 0 ) ), Ws),
    sort(Ws, Set), ( Set = [V] -> true ; V = 1 ).

% Scope: what an act does not name does not limit.
covers(A, Apart, T, C, V) :-
    ( memberchk(time, Apart) -> V1 = 2
    ; part(from, A, F), part(until, A, U), since(is(F), T, C, 2, W1), since(is(U), T, C, 0, W2), V1 is min(W1, 2 - W2) ),
    ( V1 =:= 0 -> V = 0
    ; part(places, A, Ps), ( ( memberchk(place, Apart) ; Ps == [] ) -> V2 = 2 ; in_places(Ps, C, V2) ),
      part(crimes, A, Cs), ( ( memberchk(crime, Apart) ; Cs == [] ) -> V3 = 2 ; case_crime(Cs, C, V3) ),
      part(persons, A, Who),
      ( ( memberchk(persons, Apart) ; Who == all ) -> V4 = 2 ; part(state, A, S), in_field(S, nationality, T, C, V4) ),
      V is min(min(V1, V2), min(V3, V4)) ).

in_places(Ps, C, V) :-
    C = c(_, Where, _, _, _),
    ( Where == [], field_is(territory, C, unknown) -> V = 1
    ; member(X, Where), member(P, Ps), lies_in(X, P) -> V = 2
    ; member(X, Where), member(P, Ps), lies_in(P, X) -> V = 1
    ; V = 0 ).
lies_in(X, X) :- !.
lies_in(X, Y) :- place(X, Z), Z \== none, lies_in(Z, Y).

case_crime(Cs, C, V) :-
    ( asked_field(F, crime, _, _) -> within_named(F, Cs, C, V) ; V = 2 ).
within_named(F, Cs, C, V) :-
    field_is(F, C, X),
    ( X = crime(P) -> ( member(Y, Cs), below(P, Y) -> V = 2 ; V = 0 )
    ; asked_field(F, _, _, unknown(Among)), among(Among, Cs, V) ).

found(F, As, c(_, _, _, _, Given), V) :-
    ( memberchk(found(F, As) = X, Given) -> true
    ; memberchk(found(F, []) = X, Given) -> true
    ; finding(F, X) ),
    ( X == yes -> V = 2 ; X == no -> V = 0 ; V = 1 ).

% ---- Definitions and their exceptions ----

rule(Id, As, T, C, V) :- remembered(rule(Id, As, T), Id, C, V, base_rule(Id, As, T, C, V)).
date(Id, As, C, R) :- remembered(date(Id, As), Id, C, R, base_date(Id, As, C, R)).

base_rule(Id, As, T, C, V) :-
    clause_(Id, rule, As, E), t(E, T, C, V0),
    exceptions(Id, Xs), says(Xs, yes, As, T, C, 0, Y), B is max(V0, Y),
    ( B =:= 0 -> V = 0 ; says(Xs, no, As, T, C, 0, N), V is min(B, 2 - N) ).
says([], _, _, _, _, V, V).
says([X|Xs], What, As, T, C, V0, V) :-
    ( V0 < 2, exception(X, _, As, _, What, _) -> applied(X, As, none, T, C, W), V1 is max(V0, W) ; V1 = V0 ),
    says(Xs, What, As, T, C, V1, V).

% An exception applies if its condition holds and no exception to it applies.
applied(X, As, That, T, C, V) :-
    exception(X, _, As, That, _, E), t(E, T, C, V0), exceptions(X, Ys), spared(Ys, As, That, T, C, V0, V).
spared([], _, _, _, _, V, V).
spared([Y|Ys], As, That, T, C, V0, V) :-
    ( V0 =:= 0 -> V = 0 ; applied(Y, As, That, T, C, W), V1 is min(V0, 2 - W), spared(Ys, As, That, T, C, V1, V) ).

% A date takes what the exception says; where that is open, both, as a range.
base_date(Id, As, C, R) :-
    clause_(Id, date, As, E), d(E, C, Base), exceptions(Id, Xs),
    findall(W-Other, ( member(X, Xs), on(applied(X, As, Base), Base, C, W), W > 0,
                       exception(X, _, As, Base, Says, _), d(Says, C, Other) ), Ws),
    ( member(2-R0, Ws) -> R = R0 ; foldl(both, Ws, Base, R) ).
both(_-r(L1, H1), r(L2, H2), r(L, H)) :- L is min(L1, L2), H is max(H1, H2).

base_number(Id, As, T, C, N) :-
    clause_(Id, number, As, E), n(E, T, C, Base), exceptions(Id, Xs),
    findall(W-r(L, H), ( member(X, Xs), applied(X, As, none, T, C, W), W > 0,
                         exception(X, _, As, _, Says, _), n(Says, T, C, L-H) ), Ws),
    ( member(2-r(L, H), Ws) -> N = L-H ; Base = L0-H0, foldl(both, Ws, r(L0, H0), r(L, H)), N = L-H ).

% ---- Dates: d(Expression, Context, r(First, Last)) ----

d(is(r(L, H)), _, r(L, H)).
d(day_of(P), _, R) :- value(P, X), ( X == none -> never(N), R = r(N, N) ; R = X ).
d(iso(N), _, r(N, N)).
d(never, _, r(N, N)) :- never(N).
d(begun, c(_, _, B, _, _), r(B, B)).
d(today, _, r(N, N)) :- today(N).
d(that(R), _, R).
d(plus(E, N, Unit, Rounding), C, r(L, H)) :-
    d(E, C, r(L0, H0)), later_by(L0, N, Unit, Rounding, L), later_by(H0, N, Unit, Rounding, H).
d(month_after(N, E), C, r(L, H)) :- d(E, C, r(L0, H0)), month_after(L0, N, L), month_after(H0, N, H).
d(first_day_when(E), C, r(L, H)) :- turns(E, C, Ts), never(Never), first_day(Ts, 1, E, C, Never, L), first_day(Ts, 2, E, C, Never, H).
d(earlier(Es), C, R) :- days_given(Es, C, Rs), ends(min_list, Rs, R).
d(later(Es), C, R) :- days_given(Es, C, Rs), ends(max_list, Rs, R).
d(earliest(X, Dom, E, With), C, r(L, H)) :-
    candidates(X, Dom, E, With, C, Ws), never(Never),
    findall(A, member(_-r(A, _), Ws), Ls), findall(B, member(2-r(_, B), Ws), Hs),
    min_list([Never|Ls], L), min_list([Never|Hs], H).
d(latest(X, Dom, E, With), C, r(L, H)) :-
    candidates(X, Dom, E, With, C, Ws), never(Never),
    findall(A, member(2-r(A, _), Ws), Sure),
    ( Sure \== [] -> max_list(Sure, L), findall(B, member(_-r(_, B), Ws), Hs), max_list(Hs, H)
    ; findall(A, member(_-r(A, _), Ws), Ls), min_list([Never|Ls], L), H = Never ).
d(date(Id, Ps), C, R) :- values(Ps, As), date(Id, As, C, R).

first_day([], _, _, _, Never, Never).
first_day([T|Ts], Least, E, C, Never, D) :- t(E, T, C, V), ( V >= Least -> D = T ; first_day(Ts, Least, E, C, Never, D) ).

days_given(Es, C, Rs) :- findall(R, ( member(E, Es), \+ absent(E), ( E = if_any(F) -> true ; F = E ), d(F, C, R) ), Rs).
absent(if_any(E)) :- bare(E, P), value(P, none).
bare(day_of(P), P).
bare(plus(E, _, _, _), P) :- bare(E, P).
bare(month_after(_, E), P) :- bare(E, P).
ends(_, [], r(N, N)) :- !, never(N).
ends(Best, Rs, r(L, H)) :-
    findall(A, member(r(A, _), Rs), Ls), findall(B, member(r(_, B), Rs), Hs), call(Best, Ls, L), call(Best, Hs, H).

% Who counts is asked on the day itself.
candidates(X, Dom, E, With, C, Ws) :-
    ever(Dom, C, Ms), findall(W-R, ( member(X, Ms), d(E, C, R), on(and([is_in(X, Dom), With]), R, C, W), W > 0 ), Ws).
t(is_in(X, Dom), T, C, V) :- members(Dom, T, C, Ms, _), ( member(In-Y, Ms), X == Y -> V = In ; V = 0 ).

% ---- Numbers: n(Expression, Day, Context, Certain-Possible) ----

n(num(A, B), _, _, N-N) :- N is A rdiv B.
n(part_of(A, B, E), T, C, L-H) :- n(E, T, C, L0-H0), L is L0 * A rdiv B, H is H0 * A rdiv B.
n(majority_of(E), T, C, L-H) :- n(E, T, C, L0-H0), L is floor(L0 rdiv 2) + 1, H is floor(H0 rdiv 2) + 1.
n(number_of(X, Dom, E), T, C, N) :- counted(X, Dom, E, num(1, 1), T, C, N).
n(sum_of(P, X, Dom, E), T, C, N) :- counted(X, Dom, E, amount(P), T, C, N).
n(number(Id, Ps), T, C, N) :- values(Ps, As), base_number(Id, As, T, C, N).
n(amount(field(F)), _, C, N) :- !, field_is(F, C, X), ( X = num(A, B) -> V is A rdiv B, N = V-V ; N = 0-1000000000 ).
n(amount(P), _, _, N) :- value(P, X), ( X = num(A, B) -> V is A rdiv B, N = V-V ; N = 0-1000000000 ).

counted(X, Dom, E, Amount, T, C, L-H) :-
    members(Dom, T, C, Ms, Open),
    findall(A-B, ( member(In-X, Ms), t(E, T, C, V0), V is min(In, V0), V > 0, n(Amount, T, C, A0-B),
                   ( V =:= 2 -> A = A0 ; A = 0 ) ), Ns),
    ( Open == open -> nb_getval(states, Ss), findall(0-1, ( member(X, Ss), t(E, T, C, V), V > 0 ), More) ; More = [] ),
    append(Ns, More, All), total(All, 0, 0, L, H).
total([], L, H, L, H).
total([A-B|Ns], A0, B0, L, H) :- A1 is A0 + A, B1 is B0 + B, total(Ns, A1, B1, L, H).

% ---- On which days a condition may change: turns(Condition, Context, Days) ----

turns(E, C, Ts) :- findall(D, turn(E, C, D), Ds), sort(Ds, Ts).

ever(sets(Ps), C, Ss) :- !, findall(S, ( member(P, Ps), set_state(P, C, S) ), Ss0), sort(Ss0, Ss).
ever(Dom, C, Ms) :- members(Dom, 0, C, Ws, _), findall(M, member(_-M, Ws), Ms).

turn(and(Es), C, D) :- member(E, Es), turn(E, C, D).
turn(or(Es), C, D) :- member(E, Es), turn(E, C, D).
turn(not(E), C, D) :- turn(E, C, D).
turn(window(A, B), C, D) :- member(E, [A, B]), E \== none, d(E, C, r(L, H)), member(D, [L, H]).
turn(some(X, Dom, E), C, D) :- turn_among(X, Dom, E, C, D).
turn(every(X, Dom, E), C, D) :- turn_among(X, Dom, E, C, D).
turn(no(X, Dom, E), C, D) :- turn_among(X, Dom, E, C, D).
turn(is_in(_, Dom), C, D) :- turn_among(_, Dom, and([]), C, D).
turn(numbers(A, _, B), C, D) :- ( turn_number(A, C, D) ; turn_number(B, C, D) ).
turn(in(_, field(F)), C, D) :- turn_field(F, C, D).
turn(covers(P, _), C, D) :- value(P, A), A \== none,
    ( ( part(from, A, r(L, H)) ; part(until, A, r(L, H)) ), member(D, [L, H])
    ; part(persons, A, nationals), turn_field(nationality, C, D) ).
turn(rule(Id, Ps), C, D) :- values(Ps, As), rule_turns(Id, As, C, Ts), member(D, Ts).
turn(applied(X, As, That), C, D) :- turn_exception(X, As, That, C, D).

rule_turns(Id, As, C, Ts) :- remembered(turns(Id, As), Id, C, Ts, base_turns(Id, As, C, Ts)).
base_turns(Id, As, C, Ts) :-
    findall(D, ( clause_(Id, rule, As, E), turn(E, C, D)
               ; exceptions(Id, Xs), member(X, Xs), turn_exception(X, As, none, C, D) ), Ds), sort(Ds, Ts).
turn_exception(X, As, That, C, D) :-
    ( exception(X, _, As, That, _, E), turn(E, C, D)
    ; exceptions(X, Ys), member(Y, Ys), turn_exception(Y, As, That, C, D) ).
turn_among(X, Dom, E, C, D) :- ( Dom = sets(Ps), member(field(F), Ps), turn_field(F, C, D) ; ever(Dom, C, Ms), member(X, Ms), turn(E, C, D) ).
turn_field(F, C, D) :- field_is(F, C, states(Ons)), member(on(_, A, B, _), Ons), member(D, [A, B]).
turn_number(part_of(_, _, E), C, D) :- turn_number(E, C, D).
turn_number(majority_of(E), C, D) :- turn_number(E, C, D).
turn_number(number_of(X, Dom, E), C, D) :- turn_among(X, Dom, E, C, D).
turn_number(sum_of(_, X, Dom, E), C, D) :- turn_among(X, Dom, E, C, D).
turn_number(number(Id, Ps), C, D) :- values(Ps, As),
    ( clause_(Id, number, As, E), turn_number(E, C, D)
    ; exceptions(Id, Xs), member(X, Xs), ( turn_exception(X, As, none, C, D) ; exception(X, _, As, _, E, _), turn_number(E, C, D) ) ).

% ---- Remembered: what rests on law, record and readings alone is worked out once ----

remembered(What, Id, C, V, Goal) :-
    depends_on(Id, Case, Ds),
    ( Case == yes -> call(Goal)
    ; C = c(W, _, _, _, _), findall(R, ( member(I, Ds), arg(I, W, R) ), Rs),
      nb_getval(memo, Memo), Key = What/Rs,
      ( trie_lookup(Memo, Key, V0) -> V = V0 ; call(Goal), trie_insert(Memo, Key, V) ) ).

depends_on(Id, Case, Ds) :- depends(Id, Case, Ds), !.
depends_on(Id, Case, Ds) :-
    findall(X, ( parts(Id, E), sub_term(S, E), nonvar(S), on_what(S, X) ), Xs0), sort(Xs0, Xs),
    ( memberchk(case, Xs) -> Case = yes ; Case = no ),
    findall(I, member(dispute(I), Xs), Ds), assertz(depends(Id, Case, Ds)).
parts(Id, E) :- clause_(Id, _, _, E).
parts(Id, E) :- exception(Id, _, _, _, Says, When), member(E, [Says, When]).
parts(Id, E) :- exceptions(Id, Xs), member(X, Xs), parts(X, E).
on_what(field(_), case).
on_what(begun, case).
on_what(covers(_, _), case).
on_what(finding(_, _), case).
on_what(reading(R), dispute(I)) :- reading_of(R, I).
on_what(acts(K, _, _, _), dispute(I)) :- acts_of(K, As), member(A, As), part(only_on, A, R), R \== none, reading_of(R, I).
on_what(rule(Id, _), X) :- from_other(Id, X).
on_what(date(Id, _), X) :- from_other(Id, X).
on_what(number(Id, _), X) :- from_other(Id, X).
from_other(Id, X) :- depends_on(Id, Case, Ds), ( Case == yes, X = case ; member(I, Ds), X = dispute(I) ).

reading_of(R, I) :- reading_index(R, I).
:- dynamic reading_index/2.

% ---- Questions ----

% The field `territory` is what the atlas says of the places: the States of the
% place, or of the nearest place around it that is some State's.
territory(Places, V) :-
    findall(on(S, A, B, R), ( member(P, Places), owned(P, Q), attribution(Q, S, A, B, R) ), Ons),
    ( Ons == [] -> V = none ; V = states(Ons) ).
owned(P, P) :- attribution(P, _, _, _, _), !.
owned(P, Q) :- place(P, Z), Z \== none, owned(Z, Q).

% The fields of the case are those that the instrument asked about declares.
asked_field(F, Kind, Options, LeftOut) :- nb_getval(asked, I), field(I, F, Kind, Options, LeftOut).

case_field(Given, Places, F = V) :-
    asked_field(F, Kind, _, LeftOut),
    ( F == territory, Places \== unknown -> territory(Places, V)
    ; memberchk(F = V0, Given) -> ( V0 = states(L) -> findall(on(S, 1, 3652059, none), member(S, L), Ons), V = states(Ons) ; V = V0 )
    ; LeftOut == any -> V = any
    ; LeftOut = literal(V) -> true
    ; LeftOut == none -> V = none
    ; V = unknown ).

% What is left to the asker's choice is tried in every way.
choose([], []).
choose([F = any|Fs], [F = option(O)|Gs]) :- !, asked_field(F, _, Options, _), member(O, Options), choose(Fs, Gs).
choose([X|Fs], [X|Gs]) :- choose(Fs, Gs).

ask(Id, Day, Places, Given, Findings, World, Question0) :-
    number(Day, T), numbered(Question0, Question), arg(1, Question, Of),
    sub_atom(Of, Dot, 1, _, '.'), !, sub_atom(Of, 0, Dot, _, I), nb_setval(asked, I),
    findall(X, case_field(Given, Places, X), Fields0),
    ( Places == unknown -> Where = [] ; Where = Places ),
    case_in(World, Question, T, Where, Fields0, Findings, Answer),
    format("~w ~w~n", [Id, Answer]).

case_in(all, Q, T, Where, Fs, Found, Set) :- !,
    aggregate_all(count, dispute(_, _, _), N), functor(W0, w, N), W0 =.. [_|As], maplist(=(-), As),
    findall(V, in_worlds(W0, Q, T, Where, Fs, Found, V), Vs), sort(Vs, Set).
case_in(W, Q, T, Where, Fs, Found, V) :- in_world(W, Q, T, Where, Fs, Found, V).

in_worlds(W, Q, T, Where, Fs, Found, V) :-
    catch(( in_world(W, Q, T, Where, Fs, Found, V0), Next = done(V0) ), need(I), Next = need(I)),
    ( Next = done(V) -> true
    ; dispute(I, _, Rs), member(R, Rs), duplicate_term(W, W1), setarg(I, W1, R), in_worlds(W1, Q, T, Where, Fs, Found, V) ).

in_world(W, rule(R, As), T, Where, Fs0, Found, V) :- !,
    aggregate_all(max(V0), ( choose(Fs0, Fs), rule(R, As, T, c(W, Where, T, Fs, Found), V0) ), V).
in_world(W, date(D, As), T, Where, Fs, Found, L/H) :- date(D, As, c(W, Where, T, Fs, Found), r(L0, H0)), written(L0, L), written(H0, H).
in_world(W, number(D, As), T, Where, Fs, Found, N) :- base_number(D, As, T, c(W, Where, T, Fs, Found), N).

written(N, Out) :- date_of(N, Y, M, D), format(atom(Out), "~`0t~d~4|-~`0t~d~7|-~`0t~d~10|", [Y, M, D]).

main :-
    arrange, forall(( dispute(I, _, Rs), member(R, Rs) ), assertz(reading_index(R, I))),
    current_prolog_flag(argv, Given), exclude(==(--), Given, Files), forall(member(F, Files), answer_file(F)), halt.
answer_file(F) :- setup_call_cleanup(open(F, read, S), answer_all(S), close(S)).
answer_all(S) :- read_term(S, Q, []), ( Q == end_of_file -> true ; answer(Q), answer_all(S) ).
answer(Q) :- arg(1, Q, Id), ( catch(call(Q), E, ( print_message(error, E), format("~w error~n", [Id]) )) -> true ; format("~w fails~n", [Id]) ).

:- initialization(main, main).

