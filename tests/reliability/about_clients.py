"""Promises 30 to 58: redirects, secrets, sign-in, waits, streams, processes and threads."""

from __future__ import annotations

from .promises import BINDINGS, OVERLAYS, Mutant, Promise

FLOWS, WAITERS = "client/test_flows.py::", "client/test_waiters.py::"
STREAMS, SSE = "client/test_streaming.py::", "client/test_sse.py::"
SOCKETS, TRANSPORT = "faults/test_sockets.py::", "client/test_transport.py::"
PROXIES, GIVING_UP = "client/test_proxies.py::", "client/test_giving_up.py::"
REFUSED, LIMITS = "client/test_refused_tokens.py::", "client/test_call_limits.py::"
RENEWAL, TOKENS = "client/test_renewal.py::", "client/test_tokens.py::"
OWN, CANARIES = "client/test_promises.py::", "client/test_canaries.py::"

PROMISES = (
    Promise(
        30, "A redirect is followed for reads within their origin only; no other server hears anything.",
        ("client/test_retries.py::test_only_a_redirect_within_the_origin_is_followed",
         "faults/test_wire_matrix.py::test_another_server_that_a_redirect_points_to_sees_nothing"),
        Mutant(OVERLAYS + "calling/redirects.py",
               "(there.scheme, there.netloc) != (here.scheme, here.netloc)", "False"),
    ),
    Promise(
        31, "A client secret goes to the host's own token endpoint or an allowed one, and follows no redirect.",
        ("client/test_discovery.py::test_the_secret_goes_nowhere_but_to_the_host_itself",
         TOKENS + "test_a_redirect_of_the_token_endpoint_is_never_followed"),
        Mutant(OVERLAYS + "settings/hosts.py", 'allowed or (target.hostname or "") in allowed', "origin or True"),
    ),
    Promise(
        32, "No .netrc is read; proxies of the environment are used, and their credentials not shown.",
        (OWN + "test_a_netrc_file_is_never_read",
         PROXIES + "test_the_environment_names_proxies_but_not_for_this_machine",
         PROXIES + "test_a_proxy_that_cannot_be_used_is_named_without_its_url"),
        Mutant(OVERLAYS + "calling/progress.py", "        return HttpRequest(call.operation.method, self.url,",
               '        from netrc import netrc\n        headers["Authorization"] = str(netrc().hosts)\n'
               "        return HttpRequest(call.operation.method, self.url,"),
    ),
    Promise(
        33, "TLS 1.2 at least, names and certificates checked; only an argument turns that off.",
        (TRANSPORT + "test_tls_trusts_nothing_older_than_1_2_and_checks_names",
         "client/test_config_options.py::test_trusting_every_certificate_is_warned_of",
         "client/test_resolution.py::test_what_weakens_security_is_never_taken_from_a_profile",
         "faults/test_transport_faults.py::test_an_outdated_protocol_is_a_tls_error"),
        Mutant(OVERLAYS + "network/tls.py", "made.minimum_version = ssl.TLSVersion.TLSv1_2",
               "made.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED"),
    ),
    Promise(
        34, "Canaries in every credential, secret field and prompt stay unseen under every fault.",
        (CANARIES + "test_no_fault_brings_a_canary_to_light",
         CANARIES + "test_no_fault_on_a_real_socket_brings_a_canary_to_light",
         CANARIES + "test_an_error_inside_a_stream_that_repeats_a_secret_is_blanked",
         CANARIES + "test_what_a_server_echoes_is_blanked",
         CANARIES + "test_every_secret_of_the_specification_has_a_canary",
         CANARIES + "test_a_configuration_shows_no_canary",
         CANARIES + "test_a_host_with_a_user_is_refused_and_not_shown"),
        Mutant(OVERLAYS + "logs.py", "request_id(headers, None, Redactor(secrets()))", "request_id(headers)"),
        "`vars()` of a model shows its own secret fields: they are plain strings for whoever reads them",
    ),
    Promise(
        35, "Secret fields never show in a repr; credentials print as ***; bodies are not logged.",
        (CANARIES + "test_models_show_no_canary", "generator/test_operations.py::test_secrets_never_show",
         "client/test_config_shown.py::test_no_representation_shows_a_credential",
         FLOWS + "test_a_call_logs_what_helps_and_nothing_that_was_said"),
        Mutant(BINDINGS + "compiled.py", "for name in self.shown if", "for name in self.wire if"),
    ),
    Promise(
        36, "Own credentials that a server repeats are blanked, in every encoding.",
        ("client/test_responses.py::test_a_credential_that_the_server_echoes_is_blanked_in_every_form",
         CANARIES + "test_what_a_server_echoes_is_blanked"),
        Mutant(OVERLAYS + "errors/responses.py", "redactor = Redactor(secrets)\n    facts = _facts(_document(body)) or",
               "redactor = Redactor()\n    facts = _facts(_document(body)) or"),
    ),
    Promise(
        37, "An open profile file warns or is refused; errors give file and line, never a value.",
        ("client/test_profiles.py::test_a_file_that_everyone_can_write_is_refused",
         "client/test_profiles.py::test_a_file_that_others_can_read_is_used_with_a_warning_at_the_caller",
         "client/test_profiles.py::test_a_malformed_file_is_reported_by_line_and_without_values",
         "client/test_config.py::test_two_kinds_of_credentials_name_their_sources_and_no_value"),
        Mutant(OVERLAYS + "settings/profiles.py", "if mode & stat.S_IWOTH:", "if False:"),
    ),
    Promise(
        38, "A token is renewed ahead of its end, once for 64 threads.",
        (RENEWAL + "test_64_cold_threads_send_one_token_request",
         RENEWAL + "test_64_refused_threads_send_one_token_request",
         RENEWAL + "test_a_token_is_renewed_five_minutes_ahead_of_its_end",
         RENEWAL + "test_a_short_token_is_renewed_at_half_its_life"),
        Mutant(OVERLAYS + "auth/renewal.py", "AHEAD = 300.0", "AHEAD = 3.0"),
    ),
    Promise(
        39, "A refused OAuth token is renewed once, within the four attempts, and never used again; a second refusal"
        " is an AuthError; a PAT is not sent again. `WWW-Authenticate` is read nowhere, so nothing in it is fuzzed.",
        (REFUSED + "test_a_token_refused_at_the_last_attempt_ends_the_call_and_is_not_used_again",
         REFUSED + "test_what_www_authenticate_says_decides_nothing",
         REFUSED + "test_a_refused_token_is_renewed_once", REFUSED + "test_a_second_refusal_is_an_auth_error",
         REFUSED + "test_a_refused_access_token_is_not_tried_again"),
        Mutant(OVERLAYS + "calling/recovery.py",
               "not progress.refreshed and progress.credentials", "progress.credentials"),
    ),
    Promise(
        40, "The token endpoint has the same deadline, attempts and errors.",
        ("faults/test_token_matrix.py::test_a_fault_on_the_way_to_a_token_that_lasts",
         TOKENS + "test_a_success_without_a_usable_token_is_an_auth_error",
         TOKENS + "test_four_requests_are_the_most_for_one_token"),
        Mutant(OVERLAYS + "calling/retries.py", '"token": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: RETRY}',
               '"token": {CONNECT: RETRY, REJECTED: RETRY, AMBIGUOUS: GIVE_UP}'),
    ),
    Promise(
        41, "Waiters are data, and every state has a verdict.",
        (OWN + "test_every_state_of_a_waiter_has_exactly_one_verdict",
         "generator/test_defects.py::test_a_defect_is_diagnosed_where_it_stands"),
        Mutant(BINDINGS + "waiters.py", 'retry=("IN_PROGRESS",)', "retry=()"),
    ),
    Promise(
        42, "An unknown or missing state is waited through, with one warning.",
        (WAITERS + "test_an_unknown_state_is_waited_through_with_one_warning",
         WAITERS + "test_an_endpoint_without_a_state_is_waited_for"),
        Mutant(OVERLAYS + "calling/waiters.py", "state not in known and not self._warned", "state not in known"),
    ),
    Promise(
        43, "Five failed polls in a row do not end a wait; a sixth does, as unreachable.",
        (WAITERS + "test_passing_faults_do_not_end_a_wait",
         WAITERS + "test_six_polls_in_a_row_without_an_answer_end_a_wait"),
        Mutant(OVERLAYS + "calling/waiters.py", "TOLERATED_FAILURES = 5", "TOLERATED_FAILURES = 4"),
    ),
    Promise(
        44, "An endpoint that disappears was deleted; a new one may take ten seconds to appear.",
        (WAITERS + "test_an_endpoint_that_disappears_was_deleted",
         WAITERS + "test_a_new_endpoint_may_take_ten_seconds_to_appear",
         WAITERS + "test_an_endpoint_that_was_updated_and_is_not_there_was_deleted"),
        Mutant(OVERLAYS + "calling/waiters.py", "(origin is not None and not origin.creates)", "False"),
    ),
    Promise(
        45, "A failure explains itself, part by part.",
        (WAITERS + "test_a_failure_explains_itself_part_by_part",),
        Mutant(OVERLAYS + "calling/waiters.py", 'why = "; ".join(next(filter(None, told), ()))', 'why = ""'),
    ),
    Promise(
        46, "The timeout bounds everything; at least one poll, and one at its end.",
        (WAITERS + "test_a_wait_ends_with_its_timeout_after_a_last_look", WAITERS + "test_a_wait_of_no_time_looks_once",
         WAITERS + "test_a_poll_may_not_outlast_the_wait"),
        Mutant(OVERLAYS + "calling/waiters.py",
               "left = watch.end - io.monotonic()", "left = watch.end - io.monotonic() + 30"),
    ),
    Promise(
        47, "The callback sees every poll, and what it raises passes; pauses grow to 10 s and stray.",
        (WAITERS + "test_the_callback_sees_every_poll_and_may_stop_the_wait",
         WAITERS + "test_the_callback_sees_the_failure_too", WAITERS + "test_pauses_stray_by_a_fifth"),
        Mutant(OVERLAYS + "calling/waiters.py", "if callback is not None:",
               "if callback is not None and state in waiter.retry:"),
    ),
    Promise(
        48, "A wait goes on from a token without secrets, by the requested name; another's update is not one's own.",
        (WAITERS + "test_a_wait_goes_on_from_its_token",
         WAITERS + "test_another_update_is_not_reported_as_ones_own",
         WAITERS + "test_an_update_knows_its_version_and_passes_it_on",
         WAITERS + "test_a_wait_ends_when_its_own_update_is_in_effect"),
        Mutant(OVERLAYS + "calling/versions.py", "if own is None or latest is None or latest == own:", "if True:"),
    ),
    Promise(
        49, "The decoder equals the standard's own algorithm on any bytes in any chunks.",
        (SSE + "test_the_examples_of_the_standard_and_their_neighbours",
         SSE + "test_any_bytes_in_any_chunks_equal_the_reference",
         SSE + "test_twenty_thousand_adversarial_streams_equal_the_reference"),
        Mutant(OVERLAYS + "sse.py", 'if b"\\0" not in value:', "if True:"),
    ),
    Promise(
        50, "A stream that ends early is interrupted, with what arrived; nothing is sent again.",
        (STREAMS + "test_a_stream_that_stops_before_its_end_is_interrupted",
         STREAMS + "test_an_interrupted_stream_knows_its_last_id",
         STREAMS + "test_a_stream_is_opened_again_only_before_it_has_begun"),
        Mutant(OVERLAYS + "streams/events.py", "if self._done is not None or self._decoder.unfinished:", "if False:"),
    ),
    Promise(
        51, "Errors inside a stream have their classes; what is no stream is a DecodeError.",
        (STREAMS + "test_an_error_inside_a_stream_has_its_own_class",
         STREAMS + "test_what_is_no_stream_of_chunks_is_a_decode_error",
         STREAMS + "test_an_endpoint_that_does_not_stream_answers_with_one_event"),
        Mutant(OVERLAYS + "streams/events.py",
               'if is_object(document) and _is_error(document):', "if False:"),
    ),
    Promise(
        52, "[DONE] is matched exactly; events are bounded; idle time and deadline are two things.",
        (STREAMS + "test_a_deadline_ends_a_stream",
         SSE + "test_a_line_that_never_ends_is_given_up_at_the_limit",
         SSE + "test_an_event_of_eight_megabytes_is_read_and_a_larger_one_is_not",
         "faults/test_endings.py::test_a_stream_that_falls_silent_ends_after_the_idle_time"),
        Mutant(OVERLAYS + "sse.py", "elif self._size + len(self._line) > self._limit:", "elif False:"),
    ),
    Promise(
        53, "A stream that is left, forgotten or cancelled closes its connection within a second.",
        (STREAMS + "test_a_stream_left_early_closes_its_connection_within_a_second",
         STREAMS + "test_cancelling_a_task_that_reads_a_stream_closes_its_connection",
         "faults/test_endings.py::test_the_connection_of_a_forgotten_stream_ends_at_once"),
        Mutant(OVERLAYS + "network/streamed.py", "        self._give_back(reusable=False)",
               "        self._give_back(reusable=True)"),
    ),
    Promise(
        54, "Parent and forked child get their own answers.",
        (SOCKETS + "test_parent_and_child_get_their_own_answers",
         SOCKETS + "test_a_child_forked_during_a_request_is_not_stuck",
         TRANSPORT + "test_a_forked_child_does_not_share_its_parents_connections"),
        Mutant(OVERLAYS + "forks.py", "        thing.after_fork()", "        pass"),
    ),
    Promise(
        55, "64 threads get their own answers; the wait for a connection ends with the deadline.",
        (SOCKETS + "test_sixty_four_threads_get_their_own_answers",
         SOCKETS + "test_the_wait_for_a_free_connection_ends_with_the_deadline"),
        Mutant(OVERLAYS + "network/pools.py", "while not turn.wait(guard.slice()):",
               "while not turn.wait():"),
    ),
    Promise(
        56, "Clients are not pickled and say what to do; nothing leaks in 1,000 cycles.",
        (SOCKETS + "test_a_client_is_not_pickled_and_says_what_to_do",
         SOCKETS + "test_a_thousand_clients_leave_no_file_open",
         SOCKETS + "test_clients_that_nobody_closes_leave_no_file_open",
         "bindings/test_round_trip.py::test_copies_and_pickles_of_a_model_are_equal_to_it"),
        Mutant(OVERLAYS + "client.py", " Make one where it is used.", ""),
    ),
    Promise(
        57, "Interrupts pass unchanged and the next call works; a cancel token ends sleeps, lookups, connecting,"
        " handshakes and waits within 50 ms.",
        (GIVING_UP + "test_a_cancel_token_ends_the_lookup_of_a_name", GIVING_UP + "test_a_cancel_token_ends_connecting",
         GIVING_UP + "test_a_cancel_token_ends_the_handshake",
         SOCKETS + "test_an_interrupt_passes_through_and_the_next_call_works",
         LIMITS + "test_cancelling_ends_a_sleep_within_fifty_milliseconds",
         "faults/test_endings.py::test_a_set_cancel_token_ends_a_request_at_once",
         "faults/test_deadlines.py::test_a_cancelled_coroutine_drops_its_connection_and_the_next_call_works"),
        Mutant(OVERLAYS + "drivers/cancelling.py", "SLICE = 0.04", "SLICE = 4.0"),
    ),
    Promise(
        58, "Nothing warns under -W error and -bb, and no thread is started.",
        (OWN + "test_no_warning_and_no_thread_comes_of_importing_and_using_the_library",),
        Mutant(OVERLAYS + "client.py", '_ADVICE = "', 'import warnings; warnings.warn("x")\n_ADVICE = "'),
        "not tried on a free-threaded build: there is none here",
    ),
)  # fmt: skip
