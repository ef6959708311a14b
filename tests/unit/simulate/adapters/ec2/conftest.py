import pytest

VPC, SUBNET, TABLE = "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::RouteTable"


class Network:
    """A network with one subnet and one route table, in which tests put what they are about."""

    def __init__(self, making, ranges="10.0.0.0/16"):
        self.making = making
        self.vpc = making.create(VPC, "Network", CidrBlock=ranges)
        self.id = self.vpc[1].physical_id
        start = ranges.rpartition("/")[0]
        self.subnet = making.create(SUBNET, "Subnet", VpcId=self.id, CidrBlock=f"{start}/24")
        self.table = making.create(TABLE, "Table", VpcId=self.id)
        self.subnet_id, self.table_id = self.subnet[1].physical_id, self.table[1].physical_id

    def group(self, name="Group", **properties):
        """A security group of the network."""
        given = {"GroupDescription": "A group", "VpcId": self.id, **properties}
        return self.making.create("AWS::EC2::SecurityGroup", name, **given)

    def gateway(self, name="Gateway"):
        """An internet gateway that is attached; the attachment."""
        gateway = self.making.create("AWS::EC2::InternetGateway", name)[1].physical_id
        return self.making.create(
            "AWS::EC2::VPCGatewayAttachment", f"{name}A", VpcId=self.id, InternetGatewayId=gateway
        )

    def nat(self, name="Nat"):
        """A NAT gateway with an address of its own, in the subnet."""
        address = self.making.create("AWS::EC2::EIP", f"{name}Address", Domain="vpc")[1].attributes["AllocationId"]
        return self.making.create("AWS::EC2::NatGateway", name, SubnetId=self.subnet_id, AllocationId=address)

    def endpoint(self, name="Endpoint", service="sqs", **properties):
        """An interface endpoint in the subnet."""
        given = {
            "VpcId": self.id,
            "ServiceName": f"com.amazonaws.{self.making.owner.region}.{service}",
            "VpcEndpointType": "Interface",
            "SubnetIds": [self.subnet_id],
        }
        return self.making.create("AWS::EC2::VPCEndpoint", name, **{**given, **properties})

    def function(self, group):
        """A function in the subnet."""
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        policy = {"Version": "2012-10-17", "Statement": [trust]}
        role = self.making.create("AWS::IAM::Role", "Role", AssumeRolePolicyDocument=policy)[1].attributes["Arn"]
        code = {"ZipFile": "def handler(event, context): return None"}
        place = {"SubnetIds": [self.subnet_id], "SecurityGroupIds": [group]}
        given = {"Code": code, "Handler": "index.handler", "Runtime": "python3.12", "Role": role, "VpcConfig": place}
        return self.making.create("AWS::Lambda::Function", "Function", **given)


@pytest.fixture
def network(making):
    return Network(making)


@pytest.fixture
def peer(elsewhere):
    """A network in the other region whose addresses are its own."""
    return Network(elsewhere, "10.1.0.0/16")


@pytest.fixture
def network_of():
    return Network
