% Faults planted in proofs, each of which the checker must refuse.
%
%   swipl tests/proof/faults.pl -- law.pl proofs.pl
%
% proofs.pl holds proof(...) as the engine gives it, and printed(Id, Acts): the
% acts that the printed tree names. For each kind of fault a line: how many
% were planted, how many were refused; and the first that were not.

:- load_files('../../src/oracle/checker.pl', []).
:- dynamic count/3, printed/2.

refused_with(P, Why) :- catch(( check(P) -> Why = accepted ; Why = 'no proof' ), refused(W), Why = W).
plant(Kind, P, What) :-
    refused_with(P, Why), ( Why == accepted -> R = accepted, P =.. [_, Id|_], format("~w ~w ~w was accepted~n", [Kind, Id, What])
                          ; R = refused, ( count(Kind, refused, _) -> true ; format("for example, ~w: ~w~n", [Kind, Why]) ) ),
    ( retract(count(Kind, R, N)) -> true ; N = 0 ), M is N + 1, assertz(count(Kind, R, M)).

faults(P) :-
    P = proof(Id, K, Case, Rule, Concluded, Acts, Any, Parts), printed(Id, Printed),
    forall(member(A, Printed),
        ( exclude(==(A), Acts, Fewer), plant(act_not_named, proof(Id, K, Case, Rule, Concluded, Fewer, Any, Parts), A),
          exclude(about(A), Any, Any1), maplist(without(A), Parts, Parts1),
          plant(act_with_its_steps, proof(Id, K, Case, Rule, Concluded, Fewer, Any1, Parts1), A),
          struck(A, Struck), plant(act_not_on_record, P, A), assertz(Struck) )),
    forall(other(Concluded, C), plant(other_conclusion, proof(Id, K, Case, Rule, C, Acts, Any, Parts), C)),
    forall(( member(Part, Parts) ), ( exclude(==(Part), Parts, Fewer), plant(part_left_out, proof(Id, K, Case, Rule, Concluded, Acts, Any, Fewer), Part) )),
    forall(( append(Before, [part(W, Ch, F, L, V, Steps)|After], Parts), changed(Steps, Kind, Steps1) ),
        ( append(Before, [part(W, Ch, F, L, V, Steps1)|After], Parts1),
          plant(Kind, proof(Id, K, Case, Rule, Concluded, Acts, Any, Parts1), Steps1) )),
    forall(( append(Before, [D|After], Any), D = date(_, _, _, _) ),
        ( ( change(D, Kind, D1), append(Before, [D1|After], Any1), plant(Kind, proof(Id, K, Case, Rule, Concluded, Acts, Any1, Parts), D) ; true ),
          append(Before, After, Any2), plant(step_left_out, proof(Id, K, Case, Rule, Concluded, Acts, Any2, Parts), D) )).
about(A, Step) :- arg(2, Step, As), memberchk(A, As).
without(A, part(W, Ch, F, L, V, Steps), part(W, Ch, F, L, V, Steps1)) :- exclude(about(A), Steps, Steps1).
struck(A, T) :- functor(T, act, 14), arg(1, T, A), retract(T).
other(C, D) :- member(D, [yes, no, undetermined, disputed]), D \== C.
changed(Steps, Kind, Steps1) :- append(B, [S|A], Steps), change(S, Kind, S1), append(B, [S1|A], Steps1).
changed(Steps, step_left_out, Steps1) :- append(B, [_|A], Steps), append(B, A, Steps1).
change(rule(Id, As, F, L, 0-B), step_said_otherwise, rule(Id, As, F, L, 2-2)) :- B < 2.
change(rule(Id, As, F, L, A-2), step_said_otherwise, rule(Id, As, F, L, 0-0)) :- A > 0.
change(date(Id, As, r(L, H), Fs), date_a_day_later, date(Id, As, r(L1, H1), Fs)) :- never(N), L < N, L1 is L + 1, H1 is max(L1, H).

% The law with one more day in every delay, and one more month.
other_law :- forall(retract(clause_(Id, date, As, E)), assertz(later(Id, As, E))), forall(retract(later(Id, As, E)), ( longer(E, E1), assertz(clause_(Id, date, As, E1)) )).
:- dynamic later/3.
longer(E, E) :- var(E), !.
longer(plus(E, N, U, R), plus(E1, M, U, R)) :- !, M is N + 1, longer(E, E1).
longer(month_after(N, E), month_after(M, E1)) :- number(N), !, M is N + 1, longer(E, E1).
longer(E, E1) :- compound(E), !, E =.. [F|As], maplist(longer, As, Bs), E1 =.. [F|Bs].
longer(E, E).

faults :-
    current_prolog_flag(argv, Given), exclude(==(--), Given, [Law, Proofs]), load(Law),
    setup_call_cleanup(open(Proofs, read, S), terms(S, Ts), close(S)),
    forall(member(printed(I, As), Ts), assertz(printed(I, As))),
    findall(P, ( member(T, Ts), functor(T, proof, 8), numbered(T, P) ), Ps),
    forall(member(P, Ps), faults(P)),
    other_law, forall(( member(P, Ps), dated(P) ), plant(law_with_longer_delays, P, law)),
    findall(K, count(K, _, _), Ks0), sort(Ks0, Ks),
    forall(member(K, Ks), ( ( count(K, refused, R) -> true ; R = 0 ), ( count(K, accepted, A) -> true ; A = 0 ), N is A + R,
        format("fault ~w ~w ~w~n", [K, N, R]) )), halt.
dated(proof(_, _, _, _, _, _, Any, _)) :- member(date(_, _, _, [_|_]), Any), !.
terms(S, Ts) :- read_term(S, T, []), ( T == end_of_file -> Ts = [] ; Ts = [T|Rest], terms(S, Rest) ).

:- initialization(faults, main).
