package dev.replyguard.store;

/**
 * What is stored of people who may sign in.
 *
 * @param users who they are
 * @param sessions who has signed in
 * @param attempts who has tried to
 * @param setup the token that the first password is chosen with
 * @param tickets the sign-ins elsewhere that are over
 * @param audit who has signed in, and how users and sites were administered
 */
public record PeopleStores(
    UserStore users,
    SessionStore sessions,
    AttemptStore attempts,
    SetupStore setup,
    TicketStore tickets,
    AdministrationAudit audit) {}
