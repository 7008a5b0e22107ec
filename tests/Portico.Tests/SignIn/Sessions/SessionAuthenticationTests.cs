using System.Net;
using Microsoft.AspNetCore.Http;
using Portico.Platform.Access;
using Portico.SignIn.Sessions;

namespace Portico.Tests.SignIn.Sessions;

public sealed class SessionAuthenticationTests
{
    [Theory]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    public void A_caller_is_known_by_the_address_that_people_know(string remote, string shown)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(remote) } };
        var caller = new Caller();

        SessionAuthentication.Locate(context, caller);

        Assert.Equal(shown, caller.Address);
    }
}
