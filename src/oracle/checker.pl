% The proof checker: is an answer shown by the steps that its proof gives?
%
%   ratione law export --to prolog --known 2024-06-01 --out law.pl
%   ratione assess --date 2014-03-18 --place Crimea --known 2024-06-01 --grounds proof.pl
%   swipl src/oracle/checker.pl -- law.pl proof.pl
%
% No engine: nothing is searched. Every step says what one clause gives; it is
% worked out once, from the clause, the case, the acts that the proof names and
% the steps before it. A truth is Lo-Hi, two of 0 (no), 1 (undetermined), 2 (yes),
% between which it lies; what no step shows is 0-2, and so is an act that the proof
% does not name. docs/proofs.md says what an accepted proof shows. law.pl gives
% law, record, atlas and calendar; what the law means is written here once more.

:- style_check([-singleton, -discontiguous]).
:- dynamic clause_/4, exception/6, exceptions/2, kind/2, act/14, place/2, attribution/5, state/1, dispute/3,
   field/5, finding/2, today/1, acts_of/2, acts_by/3, named/1, shown_rule/6, shown_date/4, first/2.

facts([clause_, exception, exceptions, kind, act, place, attribution, state, dispute, field, finding, today]).
shared([never, leap, month_days, days_before_year, days_before_month, number, date_of, year_of, month_of,
    months_later, later_by, month_after, numbered, part, arrange, value, walk, several, list, values, below,
    lies_in, territory, owned, asked_field, case_field, choose, written]).
load(File) :- each_term(File, load_term), arrange.
each_term(File, Do) :- setup_call_cleanup(open(File, read, S), each_of(S, Do), close(S)).
each_of(S, Do) :- read_term(S, T, []), ( T == end_of_file -> true ; call(Do, T), each_of(S, Do) ).
load_term(T) :-
    ( T = (H :- _) -> true ; H = T ), functor(H, F, _), facts(Fs), shared(Ss),
    ( memberchk(F, Fs), T == H -> numbered(T, U), assertz(U) ; memberchk(F, Ss) -> assertz(T) ; true ).
refuse(Words, Args) :- format(atom(A), Words, Args), throw(refused(A)).

% ---- The context: c(World, Places, Begun, Fields, Findings), or `any`: any case, any world ----
in_case(c(W, P, B, Fs, Found), c(W, P, B, Fs, Found)).  % a step that must hold in any case may not ask
field_is(F, C, V) :- in_case(C, c(_, _, _, Fs, _)), memberchk(F = V0, Fs), V0 \== any, V = V0.
reading(none, _, 2-2) :- !.
reading(_, any, 0-2) :- !.
reading(R, c(W, _, _, _, _), V) :- dispute(I, _, Rs), memberchk(R, Rs), !,
    arg(I, W, X), ( X == (-) -> V = 0-2 ; X == R -> V = 2-2 ; V = 0-0 ).

least(L1-H1, L2-H2, L-H) :- L is min(L1, L2), H is min(H1, H2).
most(L1-H1, L2-H2, L-H) :- L is max(L1, L2), H is max(H1, H2).
mirror(L-H, L1-H1) :- L1 is 2 - H, H1 is 2 - L.
truth(Goal, V) :- ( call(Goal) -> V = 2-2 ; V = 0-0 ).

% ---- Truth on all days from F to L at once: t(Condition, F-L, Context, Lo-Hi) ----
t(and(Es), T, C, V) :- foldl(and_also(T, C), Es, 2-2, V).
t(or(Es), T, C, V) :- foldl(or_also(T, C), Es, 0-0, V).
t(not(E), T, C, V) :- t(E, T, C, W), mirror(W, V).
t(at(E, D), _, C, V) :- d(D, C, R), on(E, R, C, V).
t(window(A, B), T, C, V) :- window(A, B, T, C, V).
t(some(X, Dom, E), T, C, V) :- some(X, Dom, E, T, C, V).
t(no(X, Dom, E), T, C, V) :- some(X, Dom, E, T, C, W), mirror(W, V).
t(every(X, Dom, E), T, C, V) :- some(X, Dom, not(E), T, C, W), mirror(W, V).
t(days(A, Op, B), _, C, V) :- d(A, C, R), d(B, C, S),
    ( ( R == open ; S == open ) -> V = 0-2 ; compared(Op, R, S, X), V = X-X ).
t(numbers(A, Op, B), T, C, V) :- n(A, T, C, L1-H1), n(B, T, C, L2-H2), holds_of(Op, L1-H1, L2-H2, V).
t(is_kind(P, Kinds), _, _, V) :- value(P, A), truth((act(A, in(_, K), _, _, _, _, _, _, _, _, _, _, _, _), memberchk(K, Kinds)), V).
t(is_option(field(F), N), _, C, V) :- !, field_is(F, C, X), ( X == unknown -> V = 1-1 ; truth(X == option(N), V) ).
t(is_option(P, N), _, _, V) :- value(P, X), truth(X == name(N), V).
t(same(P, Q), _, _, V) :- value(P, X), value(Q, Y), truth(X == Y, V).
t(given(P), _, _, V) :- value(P, X), truth((X \== none, X \== []), V).
t(in(P, field(F)), T, C, V) :- !, value(P, S), in_field(S, F, T, C, V).
t(in(P, Q), _, _, V) :- value(P, S), list(Q, L), truth(memberchk(S, L), V).
t(within(A, B), _, C, V) :- crimes(A, C, Left), crimes(B, C, Right), within(Left, Right, V).
t(covers(P, Apart), T, C, V) :- value(P, A), ( A == none -> V = 0-0 ; covers(A, Apart, T, C, V) ).
t(reading(R), _, C, V) :- reading(R, C, V).
t(finding(F, Ps), _, C, V) :- values(Ps, As), in_case(C, c(_, _, _, _, Given)),
    ( memberchk(found(F, As) = X, Given) -> true ; memberchk(found(F, []) = X, Given) -> true ; finding(F, X) ),
    ( X == open -> V = 1-1 ; truth(X == yes, V) ).
t(holds(field(F)), _, C, V) :- !, field_is(F, C, X), ( X = truth(Y) -> truth(Y == yes, V) ; V = 1-1 ).
t(holds(P), _, _, V) :- value(P, X), ( X = truth(Y) -> truth(Y == yes, V) ; V = 1-1 ).
t(is_in(X, Dom), T, C, V) :- members(Dom, T, C, Ms, _), ( member(In-Y, Ms), X == Y -> V = In ; V = 0-0 ).
t(applied(X, As, That), T, C, V) :- exception(X, _, As, That, _, E), t(E, T, C, V0), exceptions(X, Ys),
    findall(not(applied(Y, As, That)), member(Y, Ys), Es), foldl(and_also(T, C), Es, V0, V).
% A rule is what the steps show of it on all these days.
t(rule(Id, Ps), F-L, _, V) :- values(Ps, As),
    findall(A, ( shown_rule(Id, As, F0, L0, A-_, _), F0 =< F, L =< L0 ), Ls), max_list([0|Ls], Lo),
    findall(B, ( shown_rule(Id, As, F0, L0, _-B, _), F0 =< F, L =< L0 ), Hs), min_list([2|Hs], Hi), V = Lo-Hi.
and_also(T, C, E, V0, V) :- ( V0 = _-0 -> V = V0 ; t(E, T, C, W), least(V0, W, V) ).
or_also(T, C, E, V0, V) :- ( V0 = 2-_ -> V = V0 ; t(E, T, C, W), most(V0, W, V) ).

since(D, _, _, V, V-V) :- memberchk(D, [none, is(none)]), !.
since(D, F-L, C, _, V) :- d(D, C, R), ( R == open -> V = 0-2 ; passed(F, R, A), passed(L, R, B), V = A-B ).
passed(T, r(L, H), V) :- ( T < L -> V = 0 ; T < H -> V = 1 ; V = 2 ).
window(A, B, T, C, V) :- since(A, T, C, 2, V1), since(B, T, C, 0, W), mirror(W, V2), least(V1, V2, V).

on(E, open, C, V) :- !, never(N), t(E, 1-N, C, V).
on(E, r(L, H), C, V) :- t(E, L-H, C, V).

compared(before, r(L1, H1), r(L2, H2), V) :- ( H1 < L2 -> V = 2 ; L1 >= H2 -> V = 0 ; V = 1 ).
compared(by, r(L1, H1), r(L2, H2), V) :- ( H1 =< L2 -> V = 2 ; L1 > H2 -> V = 0 ; V = 1 ).
compared(after, R, S, V) :- compared(before, S, R, V).

% ---- Some, every, no ----
some(X, Dom, E, T, C, V) :-
    members(Dom, T, C, Ms, Open), foldl(or_member(X, E, T, C), Ms, 0-0, V0),
    ( Open == closed -> V = V0 ; nb_getval(states, Ss), foldl(or_state(X, E, T, C), Ss, V0, V) ).
or_member(_, _, _, _, _, 2-H, 2-H) :- !.
or_member(X, E, T, C, In-M, V0, V) :- with(M, X, E, T, C, W), least(In, W, W1), most(V0, W1, V).
% Any State may be in a set that is unknown: what one could make true is open.
or_state(X, E, T, C, S, V0, V) :- ( V0 = 2-_ -> V = V0 ; with(S, X, E, T, C, W), least(W, 1-1, W1), most(V0, W1, V) ).
with(not_named(_), _, _, _, _, V) :- !, V = 0-2.
with(M, X, E, T, C, V) :- findall(W, ( X = M, t(E, T, C, W) ), [V]).

% Members, each with the truth that it is one.
members(states, _, _, Ms, closed) :- nb_getval(states, Ss), findall(2-2-S, member(S, Ss), Ms).
members(acts(K, By, About, Of), _, C, Ms, closed) :-
    ( By == none -> ( acts_of(K, As) -> true ; As = [] ) ; value(By, S), ( acts_by(K, S, As) -> true ; As = [] ) ),
    ( About == none -> true ; value(About, S1) ), ( Of == none -> true ; value(Of, A1) ),
    findall(In-M, ( member(A, As),
        ( About == none -> true ; part(about, A, L), memberchk(S1, L) ),
        ( Of == none -> true ; A1 \== none, part(of, A, A1) ),
        part(only_on, A, R), reading(R, C, In), In \== 0-0,
        ( named(A) -> M = A ; M = not_named(A) ) ), Ms).
members(sets(Ps), T, C, Ms, Open) :-
    findall(S, ( member(P, Ps), set_state(P, C, S) ), Ss0), sort(Ss0, Ss),
    findall(In-S, ( member(S, Ss), foldl(in_set(S, T, C), Ps, 0-0, In), In \== 0-0 ), Ms),
    ( member(field(F), Ps), field_is(F, C, unknown) -> Open = open ; Open = closed ).
set_state(field(F), C, S) :- !, field_is(F, C, states(Ons)), member(on(S, _, _, _), Ons).
set_state(P, _, S) :- list(P, L), member(S, L).
in_set(S, T, C, P, V0, V) :-
    ( P = field(F) -> ( field_is(F, C, unknown) -> W = 0-0 ; in_field(S, F, T, C, W) ) ; list(P, L), truth(memberchk(S, L), W) ),
    most(V0, W, V).

in_field(S, F, T, C, V) :- field_is(F, C, X),
    ( X == unknown -> V = 1-1 ; X = states(Ons) -> foldl(in_on(S, T, C), Ons, 0-0, V) ; V = 0-0 ).
in_on(S, F-L, C, on(S1, A, B, R), V0, V) :-
    ( S \== S1 -> V = V0
    ; ( F >= A, L < B -> W1 = 2-2 ; ( L < A ; F >= B ) -> W1 = 0-0 ; W1 = 0-2 ),
      reading(R, C, W2), least(W1, W2, W), most(V0, W, V) ).

% ---- Crimes and scope ----
crimes(class(P), _, [P]).
crimes(of(P), _, L) :- list(P, L).
crimes(field(F), C, L) :- field_is(F, C, X), ( X = crime(P) -> L = [P] ; asked_field(F, _, _, unknown(Among)), L = one_of(Among) ).
within(_, one_of(_), 1-1) :- !.
within(one_of([]), Right, V) :- !, ( Right == [] -> V = 0-0 ; V = 1-1 ).
within(one_of(Among), Right, V) :- !,
    ( forall(member(X, Among), below_any(X, Right)) -> V = 2-2 ; member(X, Among), below_any(X, Right) -> V = 1-1 ; V = 0-0 ).
within(Left, Right, V) :- truth((member(X, Left), below_any(X, Right)), V).
below_any(X, Right) :- member(Y, Right), below(X, Y), !.

covers(A, Apart, T, C, V) :-
    ( memberchk(time, Apart) -> V1 = 2-2 ; part(from, A, F), part(until, A, U), window(is(F), is(U), T, C, V1) ),
    part(places, A, Ps), ( ( memberchk(place, Apart) ; Ps == [] ) -> V2 = 2-2 ; in_places(Ps, C, V2) ),
    part(crimes, A, Cs),
    ( ( memberchk(crime, Apart) ; Cs == [] ; \+ asked_field(G, crime, _, _) ) -> V3 = 2-2
    ; asked_field(G, crime, _, _), crimes(field(G), C, Left), within(Left, Cs, V3) ),
    part(persons, A, Who), ( ( memberchk(persons, Apart) ; Who == all ) -> V4 = 2-2 ; part(state, A, S), in_field(S, nationality, T, C, V4) ),
    foldl(least, [V1, V2, V3, V4], 2-2, V).
in_places(Ps, C, V) :- in_case(C, c(_, Where, _, _, _)),
    ( Where == [], field_is(territory, C, unknown) -> V = 1-1
    ; member(X, Where), member(P, Ps), lies_in(X, P) -> V = 2-2
    ; member(X, Where), member(P, Ps), lies_in(P, X) -> V = 1-1
    ; V = 0-0 ).

% ---- Dates: d(Expression, Context, r(First, Last)); open if it is not shown ----
d(is(R), _, R).
d(that(R), _, R).
d(day_of(P), _, R) :- value(P, X), ( X == none -> never(N), R = r(N, N) ; R = X ).
d(iso(N), _, r(N, N)).
d(never, _, r(N, N)) :- never(N).
d(begun, C, r(B, B)) :- in_case(C, c(_, _, B, _, _)).
d(today, _, r(N, N)) :- today(N).
d(plus(E, N, Unit, Rounding), C, R) :- d(E, C, R0), moved(R0, X, Y, later_by(X, N, Unit, Rounding, Y), R).
d(month_after(N, E), C, R) :- d(E, C, R0), moved(R0, X, Y, month_after(X, N, Y), R).
d(earlier(Es), C, R) :- given_days(Es, C, Rs), ends(min_list, Rs, R).
d(later(Es), C, R) :- given_days(Es, C, Rs), ends(max_list, Rs, R).
d(date(Id, Ps), _, R) :- values(Ps, As), ( shown_date(Id, As, R0, _) -> R = R0 ; R = open ).
d(earliest(X, Dom, E, With), C, R) :- candidates(X, Dom, E, With, C, Ws), never(N),
    ( memberchk(open, Ws) -> R = open
    ; findall(A, member(_/r(A, _), Ws), Ls), findall(B, member(2/r(_, B), Ws), Hs),
      min_list([N|Ls], L), min_list([N|Hs], H), R = r(L, H) ).
d(latest(X, Dom, E, With), C, R) :- candidates(X, Dom, E, With, C, Ws),
    findall(Q, ( member(W, Ws), ( W = 2/Q -> true ; Q = open ) ), Rs), ends(max_list, Rs, R).
% The proof names the day; the condition must fail before it and hold on it.
d(first_day_when(E), C, R) :- never(N),
    ( first(r(L, H), Cuts), at_most(1, L, Cuts, E, C, 0), ( L =:= N -> true ; t(E, L-L, C, A-_), A >= 1 ),
      at_most(L, H, Cuts, E, C, 1), ( H =:= N -> true ; t(E, H-H, C, 2-_) ) -> R = r(L, H) ; R = open ).
at_most(F, U, _, _, _, _) :- F >= U, !.
at_most(F, U, Cuts, E, C, Most) :-
    ( member(Cut, Cuts), Cut > F, Cut < U -> Next = Cut ; Next = U ),
    L is Next - 1, t(E, F-L, C, _-V), V =< Most, at_most(Next, U, Cuts, E, C, Most).
moved(open, _, _, _, open) :- !.
moved(r(L0, H0), X, Y, Move, r(L, H)) :- findall(Y, ( member(X, [L0, H0]), call(Move) ), [L, H]).
given_days(Es, C, Rs) :- findall(R, ( member(E, Es), \+ absent(E), ( E = if_any(G) -> true ; G = E ), d(G, C, R) ), Rs).
absent(if_any(day_of(P))) :- value(P, none).
absent(if_any(E)) :- ( E = plus(D, _, _, _) ; E = month_after(_, D) ), absent(if_any(D)).
ends(_, [], r(N, N)) :- !, never(N).
ends(_, Rs, open) :- memberchk(open, Rs), !.
ends(Best, Rs, r(L, H)) :- findall(A, member(r(A, _), Rs), Ls), findall(B, member(r(_, B), Rs), Hs), call(Best, Ls, L), call(Best, Hs, H).
% Those of which it is shown that they do not count are left out.
candidates(X, Dom, E, With, C, Ws) :- never(N), members(Dom, 1-N, C, Ms, _),
    findall(W, ( member(In-M, Ms), candidate(M, X, Dom, E, With, C, W), W \== not ), Ws).
candidate(not_named(_), _, _, _, _, _, open) :- !.
candidate(M, X, Dom, E, With, C, W) :-
    findall(R-V, ( X = M, d(E, C, R), on(and([is_in(X, Dom), With]), R, C, V) ), [R1-V1]),
    ( V1 == 0-0 -> W = not ; R1 \== open, V1 = A-A -> W = A/R1 ; W = open ).
% ---- Numbers: n(Expression, F-L, Context, Least-Greatest), each Certain/Possible ----
n(num(A, B), _, _, N/N-N/N) :- N is A rdiv B.
n(part_of(A, B, E), T, C, L1/H1-L2/H2) :- n(E, T, C, V), V = X1/Y1-X2/Y2, P is A rdiv B,
    L1 is X1 * P, H1 is Y1 * P, L2 is X2 * P, H2 is Y2 * P.
n(majority_of(E), T, C, L1/H1-L2/H2) :- n(E, T, C, X1/Y1-X2/Y2), half(X1, L1), half(Y1, H1), half(X2, L2), half(Y2, H2).
half(N, M) :- M is floor(N rdiv 2) + 1.
n(number_of(X, Dom, E), T, C, N) :- counted(X, Dom, E, num(1, 1), T, C, N).
n(sum_of(P, X, Dom, E), T, C, N) :- counted(X, Dom, E, amount(P), T, C, N).
n(number(Id, Ps), T, C, N) :- exceptions(Id, Xs), values(Ps, As), ( member(X, Xs), t(applied(X, As, none), T, C, 2-2) -> exception(X, _, As, _, E, _) ; forall(member(X, Xs), t(applied(X, As, none), T, C, 0-0)), clause_(Id, number, As, E) ), n(E, T, C, N).
n(amount(P), _, C, N/M-N/M) :- ( P = field(F) -> field_is(F, C, X) ; value(P, X) ),
    ( X = num(A, B) -> N is A rdiv B, M = N ; N = 0, M = 1000000000 ).
counted(X, Dom, E, Amount, T, C, N) :-
    members(Dom, T, C, Ms, Open),
    ( Open == closed -> All = Ms ; nb_getval(states, Ss), findall(1-1-S, member(S, Ss), Any), append(Ms, Any, All) ),
    foldl(count(X, E, Amount, T, C), All, 0/0-0/0, N).
count(X, E, Amount, T, C, In-M, N0, N) :-
    with(M, X, E, T, C, W0), least(In, W0, W), ( M = not_named(A) -> true ; A = M ),
    findall(Q, ( X = A, n(Amount, T, C, Q-_) ), [Each]), added(W, Each, N0, N).
added(L-H, A/B, L1/H1-L2/H2, L3/H3-L4/H4) :-
    L3 is L1 + A * (L // 2), H3 is H1 + B * min(L, 1), L4 is L2 + A * (H // 2), H4 is H2 + B * min(H, 1).
holds_of(at_least, L1-H1, L2-H2, A-B) :- reached(L1, H2, A), reached(H1, L2, B).
holds_of(at_most, X, Y, V) :- holds_of(at_least, Y, X, V).
holds_of(more_than, X, Y, V) :- holds_of(less_than, Y, X, V).
holds_of(less_than, X, Y, V) :- holds_of(at_least, X, Y, W), mirror(W, V).
reached(L1/H1, L2/H2, V) :- ( L1 >= H2 -> V = 2 ; H1 < L2 -> V = 0 ; V = 1 ).

% ---- Steps ----
gives(rule(Id, As, F, L, _), C, V) :-
    clause_(Id, rule, As, E), t(E, F-L, C, V0), exceptions(Id, Xs), foldl(said(yes, As, F-L, C), Xs, 0-0, Y),
    foldl(said(no, As, F-L, C), Xs, 0-0, N0), mirror(N0, N), most(V0, Y, V1), least(V1, N, V).
gives(date(Id, As, _, Firsts), C, R) :-
    retractall(first(_, _)), forall(member(first(D, Cuts), Firsts), assertz(first(D, Cuts))),
    clause_(Id, date, As, E), d(E, C, Base), exceptions(Id, Xs),
    findall(W/Other, ( member(X, Xs), on(applied(X, As, Base), Base, C, W), W \== 0-0,
                       exception(X, _, As, Base, Says, _), d(Says, C, Other) ), Ws),
    ( memberchk((2-2)/R0, Ws) -> R = R0
    ; forall(member(W, Ws), W = (1-1)/r(_, _)), Base = r(_, _) -> foldl(either_day, Ws, Base, R)
    ; R = open ).
either_day(_/r(L1, H1), r(L2, H2), r(L, H)) :- L is min(L1, L2), H is max(H1, H2).
said(What, As, T, C, X, V0, V) :- ( exception(X, _, As, _, What, _) -> t(applied(X, As, none), T, C, W), most(V0, W, V) ; V = V0 ).

check_step(C, Step) :-
    arg(2, Step, As),
    forall(( member(A, As), \+ named(A) ), ( state(A) -> true
        ; act(A, _, _, _, _, _, _, _, _, _, _, _, _, _) -> refused(Step, 'is about ~w, which the proof does not name', [A])
        ; refused(Step, 'is about ~w, which the record does not have', [A]) )),
    ( gives(Step, C, V) -> true ; refused(Step, 'cannot be worked out', []) ),
    ( Step = rule(Id, _, F, L, A0-B0), V = A1-B1, A1 >= A0, B1 =< B0 -> assertz(shown_rule(Id, As, F, L, A0-B0, C))
    ; Step = date(Id, _, V, _), V \== open -> assertz(shown_date(Id, As, V, C))
    ; refused(Step, 'is shown to be ~w only', [V]) ).
refused(Step, Words, Args) :-
    ( Step = rule(Id, As, F, _, V), written(F, D), format(atom(W), '~w(~w) on ~w, said to be ~w,', [Id, As, D, V])
    ; Step = date(Id, As, r(L, _), _), written(L, D), format(atom(W), '~w(~w), said to be ~w,', [Id, As, D]) ), !,
    format(atom(Says), Words, Args), refuse('~w ~w', [W, Says]).

% ---- A proof: every world, every option that was left to choice, every day ----
check(proof(_, Known, case(F, L, Places, Given, Found), Rule, Conclusion, Acts, Any, Parts)) :-
    retractall(named(_)), forget(_),
    ( today(Known) -> true ; refuse('the proof is of another day of knowledge than the law', []) ),
    forall(member(A, Acts), ( act(A, _, _, _, _, _, _, _, _, _, _, _, _, _) -> assertz(named(A)) ; refuse('~w is named and not on record', [A]) )),
    sub_atom(Rule, Dot, 1, _, '.'), !, sub_atom(Rule, 0, Dot, _, Slug), nb_setval(asked, Slug),
    findall(X, case_field(Given, Places, X), Fields), ( Places == unknown -> Where = [] ; Where = Places ),
    maplist(check_step(any), Any),
    maplist(check_part(c(F, Where, Found), Fields, Rule), Parts),
    findall(W, member(part(W, _, _, _, _, _), Parts), Ws0), sort(Ws0, Ws),
    ( every_world(Ws, 1) -> true ; refuse('not every reading is shown', []) ),
    findall(V, ( member(W, Ws), findall(Ch, choice(Fields, Ch), Chs), in_world(W, Parts, Chs, F-L, V) ), Vs0), sort(Vs0, Vs),
    ( concluded(Vs, Conclusion) -> true ; refuse('the parts show ~w, which is not ~w', [Vs, Conclusion]) ).

check_part(c(Begun, Where, Found), Fields, Rule, part(W, Choice, F, L, A-B, Steps)) :-
    findall(X = V, ( member(X = V0, Fields), ( V0 == any, memberchk(X = V1, Choice) -> V = V1 ; V = V0 ) ), Own),
    C = c(W, Where, Begun, Own, Found), maplist(check_step(C), Steps),
    t(rule(Rule, []), F-L, any, A1-B1), forget(C),
    ( A1 >= A, B1 =< B -> true ; written(F, D), refuse('no step shows that ~w is ~w from ~w', [Rule, A-B, D]) ).
forget(C) :- retractall(shown_rule(_, _, _, _, _, C)), retractall(shown_date(_, _, _, C)).

% `any` in a field: the best option counts. Some day is enough for yes, no needs all.
choice(Fields, Choice) :- choose(Fields, Chosen), findall(X = V, ( member(X = any, Fields), memberchk(X = V, Chosen) ), Choice).
in_world(W, Parts, Choices, F-L, Lo-Hi) :-
    findall(A, ( member(part(W, Ch, F0, L0, A-_, _), Parts), memberchk(Ch, Choices), F0 >= F, L0 =< L ), As), max_list([0|As], Lo),
    findall(B, ( member(Ch, Choices), findall(F1-L1/B1, member(part(W, Ch, F1, L1, _-B1, _), Parts), Ps0), sort(Ps0, Ps),
                 upper(Ps, F, L, 0, B) ), Bs), max_list(Bs, Hi).
upper(_, F, L, B, B) :- F > L, !.
upper([F0-L0/B0|Ps], F, L, B1, B) :- F0 =< F, !, F1 is max(F, L0 + 1), B2 is max(B0, B1), upper(Ps, F1, L, B2, B).
upper(_, _, _, _, 2).
concluded(Vs, Is) :- forall(member(A-B, Vs), A == B),
    ( Vs == [2-2] -> Is = yes ; Vs == [0-0] -> Is = no ; memberchk(2-2, Vs), memberchk(0-0, Vs) -> Is = disputed ; Is = undetermined ).

% A world holds a reading of each dispute, or - where any will do.
every_world(Ws, I) :-
    ( dispute(I, _, Rs) -> findall(X, ( member(W, Ws), arg(I, W, X), X \== (-) ), Xs), Next is I + 1,
        ( Xs == [] -> every_world(Ws, Next)
        ; forall(member(R, Rs), ( findall(W, ( member(W, Ws), arg(I, W, X), memberchk(X, [-, R]) ), Some), Some \== [], every_world(Some, Next) )) )
    ; Ws \== [] ).

main :-
    current_prolog_flag(argv, Given), exclude(==(--), Given, [Law|Proofs]), load(Law),
    forall(member(P, Proofs), each_term(P, answer)), halt.
answer(not_checked(Id, Why)) :- !, format("~w not checked: ~w~n", [Id, Why]).
answer(T) :- arg(1, T, Id), arg(5, T, Conclusion), numbered(T, U),
    ( catch(check(U), refused(Why), true) -> ( var(Why) -> format("~w accepted: ~w~n", [Id, Conclusion]) ; format("~w refused: ~w~n", [Id, Why]) )
    ; format("~w refused: it is no proof~n", [Id]) ).

:- initialization(main, main).
