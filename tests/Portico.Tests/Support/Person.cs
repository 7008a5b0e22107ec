using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.Tests.Support;

/// <summary>Someone who acts in a test.</summary>
public sealed class Person(TestPortal portal, ObjectId id, string name, string email, ObjectId membershipId)
{
    public TestPortal Portal { get; } = portal;
    public ObjectId Id { get; } = id;
    public string Name { get; } = name;
    public string Email { get; } = email;
    public ObjectId MembershipId { get; } = membershipId;

    /// <summary>The operation as this person would run it: <c>portal.Anna.Does&lt;AddManagedOrganization&gt;().RunAsync(…)</c>.</summary>
    public TOperation Does<TOperation>(ObjectId? session = null)
        where TOperation : notnull => (TOperation)Does(typeof(TOperation), session);

    /// <inheritdoc cref="Does{TOperation}"/>
    public object Does(Type operation, ObjectId? session = null)
    {
        // The scope lives as long as the test; operations hold nothing that must be given back earlier.
        var scope = Portal.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.Administrator(Id, session, Name, Email), "192.0.2.10", "tests");
        return scope.ServiceProvider.GetRequiredService(operation);
    }
}
