using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>Signs the user in to an application by SAML, or says what stands in the way. Both are events of the organization.</summary>
public sealed class SignInToApplication(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : UserOperation<SignInToApplication.Request, SamlDecision>(runner)
{
    /// <param name="Demand">What was asked for.</param>
    public sealed record Request(SamlDemand Demand);

    protected internal override async Task<Outcome<SamlDecision>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var demand = request.Demand;
        if (await SamlVisit.FindAsync(demand, work, ct) is not { } visit)
        {
            return new NothingHere();
        }

        if (await visit.BarrierAsync(ct) is { } barrier)
        {
            return Refuse(visit, barrier, work);
        }

        if (visit.StepFor(demand) is { } step)
        {
            return step;
        }

        if (!visit.Use(demand))
        {
            return Refuse(visit, SamlBarrier.Replayed, work);
        }

        return await AnswerAsync(demand, visit, work, ct);
    }

    private async Task<Outcome<SamlDecision>> AnswerAsync(SamlDemand demand, SamlVisit visit, Work work, CancellationToken ct)
    {
        var (application, settings) = (visit.Application, visit.Settings!);
        var session = visit.Session(SamlNames.FormatFor(settings, demand.NameIdFormat), keyring);
        if (session is null)
        {
            return Refuse(visit, SamlBarrier.NoNameId, work);
        }

        var entityId = addresses.EntityIdOf(application.OrganizationId, application.Id);
        var status = visit.StatusFor(demand, session);
        if (!status.IsSuccess)
        {
            work.Record(new ApplicationSignInRefused(application.Id, application.Name, SamlBarrier.OtherUser.Words()));
            return SamlDecision.Answering(visit, SamlReply.Refusing(demand, status, settings, visit.Key!, keyring, entityId, work.Now));
        }

        var attributes = await SamlValues.OfAsync(settings, visit.User, work, ct);
        var response = visit.Respond(demand, session, entityId, attributes);
        work.Record(
            new ApplicationSignedIn(
                application.Id,
                application.Name,
                FromPortal: demand.RequestId is null,
                [
                    .. demand.RequestId is { } id ? (FieldChange[])[new("Request ID", Old: null, id)] : [],
                    new("Name ID", Old: null, session.NameId),
                    new("Assertion consumer service", Old: null, response.Destination),
                ]
            )
        );
        return SamlDecision.Answering(
            visit,
            new SamlReply(response, keyring.SignerOf(visit.Key!), SamlPeer.ProtectionOf(settings, keyring), demand.RelayState)
        );
    }

    private static SamlDecision Refuse(SamlVisit visit, SamlBarrier barrier, Work work)
    {
        work.Record(new ApplicationSignInRefused(visit.Application.Id, visit.Application.Name, barrier.Words()));
        return new SamlDecision(visit.Application.Name, Barrier: barrier);
    }
}

/// <summary>What becomes of a sign-in to an application: a reply, a step that the user has to take first, or a barrier.</summary>
/// <param name="ApplicationName">What users call it.</param>
/// <param name="Reply">Goes to the service provider.</param>
/// <param name="Step">What the user has to do first.</param>
/// <param name="Barrier">Why there will be no sign-in.</param>
public sealed record SamlDecision(string ApplicationName, SamlReply? Reply = null, SamlStep? Step = null, SamlBarrier? Barrier = null)
{
    internal static SamlDecision Answering(SamlVisit visit, SamlReply reply) => new(visit.Application.Name, reply);
}

/// <summary>What a user has to do before a sign-in goes on.</summary>
public enum SamlStep
{
    /// <summary>Sign in once more, with the second factor if there is one.</summary>
    SignInAgain,

    /// <summary>Enroll a second factor.</summary>
    EnrollFactor,
}
